package org.tamor.calibrate.fit;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.tamor.calibrate.fit.Objective.Chord;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.calibrate.fit.Objective.Slope;
import org.tamor.calibrate.fit.Objective.Undefined;
import org.tamor.calibrate.fit.Objective.Value;

/// An objective in coordinates from 0 to 1 between its bounds, which counts how often it is asked.
final class UnitBox {

    private final Objective objective;
    private final double[] lower;
    private final double[] upper;
    private final int n;
    private int evaluations;
    private int expansions;
    private int failures;
    private String failure = "";

    UnitBox(Objective objective) {
        this.objective = objective;
        lower = objective.lower();
        upper = objective.upper();
        n = lower.length;
    }

    /// A point with the objective there.
    @SuppressWarnings("ArrayRecordComponent")
    record Trial(double[] u, double value, double[] residuals) {}

    double[] coordinates(double[] x) {
        double[] u = new double[n];
        for (int k = 0; k < n; k++) {
            u[k] = Math.clamp((x[k] - lower[k]) / (upper[k] - lower[k]), 0.0, 1.0);
        }
        return u;
    }

    double[] point(double[] u) {
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = u[k] == 1 ? upper[k] : lower[k] + u[k] * (upper[k] - lower[k]);
        }
        return x;
    }

    /// @throws CancellationException where the thread is interrupted
    Optional<Trial> trial(double[] u) {
        checkInterruption();
        evaluations++;
        return finite(objective.value(point(u)))
                .map(finite -> new Trial(u, finite.value(), finite.residuals()));
    }

    /// @throws CancellationException where the thread is interrupted
    Optional<Slope> expand(double[] u) {
        checkInterruption();
        expansions++;
        return finite(objective.expand(point(u)))
                .flatMap(Finite::slope)
                .map(this::scaled)
                .filter(this::isFinite);
    }

    private boolean isFinite(Slope slope) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += 0 * slope.gradient()[k];
            for (int l = 0; l < n && slope.curvature().isPresent(); l++) {
                sum += 0 * slope.curvature().get()[k][l];
            }
        }
        if (sum != 0) { // not a number
            failures++;
            failure = "the derivatives are not finite";
            return false;
        }
        return true;
    }

    private static void checkInterruption() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the fit was interrupted");
        }
    }

    private Optional<Finite> finite(Value value) {
        return switch (value) {
            case Finite finite -> Optional.of(finite);
            case Undefined(String reason) -> {
                failures++;
                failure = reason;
                yield Optional.empty();
            }
        };
    }

    private Slope scaled(Slope slope) {
        return new Slope(
                scaled(slope.gradient()),
                slope.curvature().map(this::scaled),
                slope.chord().map(chord -> (Chord) change -> scaled(chord.gradientChange(change))));
    }

    private double[] scaled(double[] gradient) {
        double[] result = new double[n];
        for (int k = 0; k < n; k++) {
            result[k] = gradient[k] * (upper[k] - lower[k]);
        }
        return result;
    }

    private double[][] scaled(double[][] matrix) {
        double[][] result = new double[n][];
        for (int k = 0; k < n; k++) {
            result[k] = scaled(matrix[k]);
            for (int l = 0; l < n; l++) {
                result[k][l] *= upper[k] - lower[k];
            }
        }
        return result;
    }

    int evaluations() {
        return evaluations;
    }

    int expansions() {
        return expansions;
    }

    int failures() {
        return failures;
    }

    /// The last one; "" where there was none.
    String failure() {
        return failure;
    }
}
