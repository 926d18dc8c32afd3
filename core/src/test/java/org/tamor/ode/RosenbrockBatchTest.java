package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// Two uncoupled equations with known solutions, `y' = -a (y - sin t) + cos t` and `z' = -z²`; each
/// lane has its own a.
class RosenbrockBatchTest {

    private static final double END = 4;

    /// @param rates a of each lane
    private record Forced(double[] rates, double[] inverses) implements BatchSystem {

        Forced(double... rates) {
            this(rates, new double[2 * rates.length]);
        }

        @Override
        public int lanes() {
            return rates.length;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public boolean dependsOnTime() {
            return true;
        }

        @Override
        public void evaluate(double[] t, double[] y, double[] out) {
            for (int m = 0; m < lanes(); m++) {
                double z = y[lanes() + m];
                out[m] = -rates[m] * (y[m] - Math.sin(t[m])) + Math.cos(t[m]);
                out[lanes() + m] = -z * z;
            }
        }

        @Override
        public void linearize(double[] t, double[] y, double[] diagonal, double[] byTime) {
            for (int m = 0; m < lanes(); m++) {
                inverses[m] = 1 / (diagonal[m] + rates[m]);
                inverses[lanes() + m] = 1 / (diagonal[m] + 2 * y[lanes() + m]);
                byTime[m] = rates[m] * Math.cos(t[m]) - Math.sin(t[m]);
                byTime[lanes() + m] = 0;
            }
        }

        @Override
        public void solve(double[] b, double[] x) {
            for (int k = 0; k < b.length; k++) {
                x[k] = b[k] * inverses[k];
            }
        }

        double error(int lane, double t, double[] y) {
            double exact = Math.sin(t) + 2 * Math.exp(-rates[lane] * t);
            return Math.max(Math.abs(y[0] - exact), Math.abs(y[1] - 1 / (t + 1)));
        }
    }

    private static void start(RosenbrockBatch batch, int lane, double tolerance) {
        batch.start(lane, 0, END, new double[] {2, 1}, new double[] {tolerance, tolerance});
    }

    /// What a lane did: attempts, error at the ends of steps, error within steps.
    private record Course(int attempts, double error, double errorWithin) {}

    private static Course run(Forced system, RosenbrockBatch batch, int lane) {
        double[] y = new double[2];
        double error = 0;
        double within = 0;
        int attempts = 0;
        while (batch.time(lane) < END) {
            batch.attempt();
            attempts++;
            assertThat(batch.progress(lane)).isNotEqualTo(RosenbrockBatch.Progress.FAILED);
            if (batch.progress(lane) == RosenbrockBatch.Progress.ACCEPTED) {
                batch.interpolate(lane, batch.time(lane), y);
                error = Math.max(error, system.error(lane, batch.time(lane), y));
                for (double share : new double[] {0.2, 0.5, 0.8}) {
                    double at =
                            batch.previousTime(lane)
                                    + share * (batch.time(lane) - batch.previousTime(lane));
                    batch.interpolate(lane, at, y);
                    within = Math.max(within, system.error(lane, at, y));
                }
            }
        }
        return new Course(attempts, error, within);
    }

    private static Course course(double tolerance) {
        Forced system = new Forced(3);
        RosenbrockBatch batch = new RosenbrockBatch(system, tolerance);
        start(batch, 0, tolerance);
        return run(system, batch, 0);
    }

    @Test
    void convergesWithOrderFiveAndBetweenStepsWithOrderFour() {
        Course coarse = course(1e-5);
        Course fine = course(1e-9);
        double steps = Math.log((double) fine.attempts() / coarse.attempts());
        assertThat(Math.log(coarse.error() / fine.error()) / steps).isBetween(4.3, 6.5);
        assertThat(Math.log(coarse.errorWithin() / fine.errorWithin()) / steps).isBetween(3.7, 6.0);
    }

    @Test
    void errorsStayNearTheTolerance() {
        for (double tolerance : new double[] {1e-4, 1e-6, 1e-8}) {
            assertThat(course(tolerance).error()).isLessThan(20 * tolerance);
            assertThat(course(tolerance).errorWithin()).isLessThan(40 * tolerance);
        }
    }

    @Test
    void stiffLanesTakeNoMoreStepsThanTheirSolutionAsks() {
        Forced system = new Forced(1e6);
        RosenbrockBatch batch = new RosenbrockBatch(system, 1e-6);
        start(batch, 0, 1e-6);
        assertThat(run(system, batch, 0).attempts()).isLessThan(120);
    }

    @Test
    void neighboursChangeNothing() {
        Forced alone = new Forced(3);
        RosenbrockBatch single = new RosenbrockBatch(alone, 1e-6);
        start(single, 0, 1e-6);
        Course expected = run(alone, single, 0);
        Forced among = new Forced(1e5, 0.1, 3, 40);
        RosenbrockBatch several = new RosenbrockBatch(among, 1e-6);
        start(several, 0, 1e-6);
        for (int k = 0; k < 3; k++) {
            several.attempt();
        }
        start(several, 2, 1e-6);
        start(several, 3, 1e-6);
        assertThat(run(among, several, 2)).isEqualTo(expected);
    }

    @Test
    void aLaneThatCannotGoOnSaysSo() {
        Forced system = new Forced(3);
        RosenbrockBatch batch = new RosenbrockBatch(system, 1e-6);
        batch.start(0, 0, END, new double[] {2, -1}, new double[] {1e-9, 1e-9});
        int attempts = 0;
        while (batch.progress(0) != RosenbrockBatch.Progress.FAILED && attempts < 10_000) {
            batch.attempt();
            attempts++;
        }
        assertThat(batch.progress(0)).isEqualTo(RosenbrockBatch.Progress.FAILED);
        assertThat(batch.time(0)).isBetween(0.99, 1.01);
    }

    @Test
    void allocatesNothingPerStep() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RosenbrockBatch batch = new RosenbrockBatch(new Forced(3, 5, 1e4), 1e-8);
        double[] state = {2, 1};
        double[] absolute = {1e-9, 1e-9};
        double[] out = new double[2];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int lane = 0; lane < 3; lane++) {
                batch.start(lane, 0, END, state, absolute);
            }
            for (int k = 0; k < 200; k++) {
                batch.attempt();
                batch.interpolate(1, 0.5 * (batch.previousTime(1) + batch.time(1)), out);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
