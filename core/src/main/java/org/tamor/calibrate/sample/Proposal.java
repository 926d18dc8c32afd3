package org.tamor.calibrate.sample;

import java.util.List;
import org.tamor.stats.RandomStream;

/// Proposes where a chain may go next at one temperature. Fixed for a block of generations.
///
/// - Gaussian steps `scale * L z` with `L L^T` the covariance of the archive (Haario, Saksman and
///   Tamminen, Bernoulli 7 (2001) 223-242); every tenth is ten times shorter.
/// - Differences `gamma (z1 - z2) + e` of two positions of the archive in a random part of the
///   coordinates, with `gamma = 2.38 / sqrt(2 d)` for d of them, every tenth with gamma 1, which
///   jumps between modes (ter Braak and Vrugt, Stat. Comput. 18 (2008) 435-446).
/// - Snooker steps: along the line to a position z of the archive, by the difference of the
///   projections of two others, with gamma uniform from 1.2 to 2.2; the step counts with the factor
///   `(|x' - z| / |x - z|)^(d-1)` (the same paper).
///
/// The first two are symmetric and are reflected at the bounds, which keeps them symmetric; a
/// snooker step that leaves the bounds is refused.
@SuppressWarnings("ArrayRecordComponent")
record Proposal(
        LogDensity target,
        SamplerOptions.Method method,
        double[][] factor,
        double scale,
        List<double[]> archive) {

    private static final double RARE = 0.1;
    private static final double SHORTER = 0.1;
    private static final double JITTER = 1e-3;

    /// What a step was.
    enum Kind {
        METROPOLIS(0, "gaussian"),
        EVOLUTION(1, "difference"),
        SNOOKER(2, "snooker");

        private final int index;
        private final String label;

        Kind(int index, String label) {
            this.index = index;
            this.label = label;
        }

        int index() {
            return index;
        }

        String label() {
            return label;
        }
    }

    /// A proposed position.
    ///
    /// @param logFactor the logarithm of what the ratio of the densities is multiplied by; minus
    ///   infinity for a step that is refused
    @SuppressWarnings("ArrayRecordComponent")
    record Step(double[] position, double logFactor, Kind kind, boolean adapts) {}

    Step from(double[] position, RandomStream stream) {
        double u = stream.nextDouble();
        if (u < method.metropolis()) {
            return metropolis(position, stream);
        }
        return u < method.metropolis() + method.evolution()
                ? evolution(position, stream)
                : snooker(position, stream);
    }

    private Step metropolis(double[] position, RandomStream stream) {
        int d = position.length;
        boolean shorter = stream.nextDouble() < RARE;
        double length = shorter ? scale * SHORTER : scale;
        double[] z = new double[d];
        for (int i = 0; i < d; i++) {
            z[i] = stream.nextGaussian();
        }
        double[] next = position.clone();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                next[i] += length * factor[i][j] * z[j];
            }
        }
        reflect(next);
        return new Step(next, 0, Kind.METROPOLIS, !shorter);
    }

    private Step evolution(double[] position, RandomStream stream) {
        int d = position.length;
        int first = stream.nextInt(archive.size());
        int second = (first + 1 + stream.nextInt(archive.size() - 1)) % archive.size();
        boolean whole = stream.nextDouble() < RARE;
        double share = (1 + stream.nextInt(3)) / 3.0;
        boolean[] moves = new boolean[d];
        int count = 0;
        for (int i = 0; i < d; i++) {
            moves[i] = stream.nextDouble() < share;
            count += moves[i] ? 1 : 0;
        }
        if (count == 0) {
            moves[stream.nextInt(d)] = true;
            count = 1;
        }
        double gamma = whole ? 1 : 2.38 / Math.sqrt(2.0 * count);
        double[] next = position.clone();
        for (int i = 0; i < d; i++) {
            if (moves[i]) {
                double jitter = JITTER * Math.sqrt(variance(i)) * stream.nextGaussian();
                next[i] += gamma * (archive.get(first)[i] - archive.get(second)[i]) + jitter;
            }
        }
        reflect(next);
        return new Step(next, 0, Kind.EVOLUTION, false);
    }

    private double variance(int coordinate) {
        double sum = 0;
        for (double entry : factor[coordinate]) {
            sum += entry * entry;
        }
        return sum;
    }

    private Step snooker(double[] position, RandomStream stream) {
        int d = position.length;
        double[] centre = archive.get(stream.nextInt(archive.size()));
        double[] first = archive.get(stream.nextInt(archive.size()));
        double[] second = archive.get(stream.nextInt(archive.size()));
        double gamma = 1.2 + stream.nextDouble();
        double before = 0;
        double along = 0;
        for (int i = 0; i < d; i++) {
            double direction = position[i] - centre[i];
            before += direction * direction;
            along += direction * (first[i] - second[i]);
        }
        if (!(before > 0)) {
            return new Step(position, Double.NEGATIVE_INFINITY, Kind.SNOOKER, false);
        }
        double[] next = position.clone();
        double after = 0;
        boolean inside = true;
        for (int i = 0; i < d; i++) {
            next[i] += gamma * along / before * (position[i] - centre[i]);
            after += (next[i] - centre[i]) * (next[i] - centre[i]);
            inside &= next[i] >= target.lower(i) && next[i] <= target.upper(i);
        }
        double logFactor =
                inside && after > 0
                        ? 0.5 * (d - 1) * Math.log(after / before)
                        : Double.NEGATIVE_INFINITY;
        return new Step(next, logFactor, Kind.SNOOKER, false);
    }

    private void reflect(double[] position) {
        for (int i = 0; i < position.length; i++) {
            position[i] = reflected(position[i], target.lower(i), target.upper(i));
        }
    }

    /// A value mirrored at the bounds until it lies between them.
    static double reflected(double value, double lower, double upper) {
        if (value >= lower && value <= upper) {
            return value;
        }
        if (Double.isInfinite(upper - lower)) {
            return value < lower ? 2 * lower - value : 2 * upper - value;
        }
        double width = upper - lower;
        double turn = (value - lower) % (2 * width);
        double way = turn < 0 ? turn + 2 * width : turn;
        return Math.clamp(lower + (way <= width ? way : 2 * width - way), lower, upper);
    }
}
