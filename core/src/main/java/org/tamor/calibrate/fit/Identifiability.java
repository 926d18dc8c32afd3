package org.tamor.calibrate.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.calibrate.fit.Objective.Slope;
import org.tamor.stats.RandomStream;

/// What the curvature at the best point says of the parameters.
///
/// The Fisher information (with the priors' curvature) of the coordinates off their bounds is taken
/// in widths of the bounds and split into eigenvectors. One with an eigenvalue that is 0 to
/// rounding is a direction in which the objective is flat: the parameters that take part in it
/// cannot be told from these measurements, only combinations of them. Where the information is
/// without rank at random points nearby too, the model's structure is the reason. The inverse over
/// the other directions of the second derivatives ([ObservedInformation]; of the Fisher information
/// where these are not positive) gives standard errors.
///
/// @param verdicts of each parameter
/// @param standardErrors on the scales; infinite in flat directions and for parameters on a bound
///   NaN
/// @param flat the flat directions at the best point
/// @param structural how many directions are flat at random points nearby too
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record Identifiability(
        List<Verdict> verdicts, double[] standardErrors, List<FlatDirection> flat, int structural) {

    /// An eigenvalue below this, relative to the largest, is 0 to rounding.
    private static final double RELATIVE_ZERO = 1e-9;

    /// An eigenvalue below this changes the objective by half of it over the whole range.
    private static final double ABSOLUTE_ZERO = 1e-4;

    /// The squared share of a flat direction above which a parameter takes part in it.
    private static final double LEAST_SHARE = 0.01;

    /// A standard error above this share of the range between the bounds says little.
    private static final double WIDE = 0.25;

    private static final double NEARBY = 0.02;
    private static final double ON_BOUND = 1e-6;

    /// What can be said of a parameter.
    public enum Verdict {
        DETERMINED("determined"),
        POORLY_DETERMINED("poorly determined"),
        FLAT("flat direction"),
        AT_LOWER_BOUND("at lower bound"),
        AT_UPPER_BOUND("at upper bound");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// A direction in which nothing changes.
    ///
    /// @param parameters that take part, the largest share first
    /// @param shares of the unit vector, in widths of the bounds
    public record FlatDirection(List<String> parameters, List<Double> shares) {}

    /// By the curvature at a point.
    static Judgement at(Objective objective, double[] point, long seed) {
        return switch (objective.expand(point)) {
            case Objective.Undefined(String reason) ->
                    new Judgement.NotJudged(
                            "there are no derivatives at the best point: " + reason);
            case Finite finite ->
                    finite.slope()
                            .flatMap(Slope::curvature)
                            .flatMap(matrix -> judge(objective, point, matrix, seed))
                            .<Judgement>map(Judgement.Judged::new)
                            .orElseGet(
                                    () ->
                                            new Judgement.NotJudged(
                                                    "the derivatives at the best point are not"
                                                            + " finite numbers"));
        };
    }

    private static Optional<double[][]> curvature(Objective objective, double[] point) {
        return objective.expand(point) instanceof Finite finite
                ? finite.slope().flatMap(Slope::curvature)
                : Optional.empty();
    }

    private static Optional<Identifiability> judge(
            Objective objective, double[] point, double[][] matrix, long seed) {
        double[] lower = objective.lower();
        double[] upper = objective.upper();
        int n = point.length;
        Verdict[] verdicts = new Verdict[n];
        double[] errors = new double[n];
        List<Integer> free = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            double width = upper[k] - lower[k];
            if (point[k] - lower[k] < ON_BOUND * width) {
                verdicts[k] = Verdict.AT_LOWER_BOUND;
                errors[k] = Double.NaN;
            } else if (upper[k] - point[k] < ON_BOUND * width) {
                verdicts[k] = Verdict.AT_UPPER_BOUND;
                errors[k] = Double.NaN;
            } else {
                verdicts[k] = Verdict.DETERMINED;
                free.add(k);
            }
        }
        if (free.isEmpty()) {
            return Optional.of(new Identifiability(List.of(verdicts), errors, List.of(), 0));
        }
        return split(matrix, free, lower, upper)
                .map(split -> judge(objective, point, free, split, verdicts, errors, seed));
    }

    /// Completes verdicts and errors of the free coordinates.
    private static Identifiability judge(
            Objective objective,
            double[] point,
            List<Integer> free,
            EigenDecompositionSymmetric split,
            Verdict[] verdicts,
            double[] errors,
            long seed) {
        double[] lower = objective.lower();
        double[] upper = objective.upper();
        int n = point.length;
        List<FlatDirection> flat = new ArrayList<>();
        boolean[] takesPart = new boolean[n];
        List<Integer> curved = new ArrayList<>();
        for (int j = 0; j < free.size(); j++) {
            if (isZero(split.getEigenvalues()[j], split)) {
                flat.add(direction(objective, split, j, free, takesPart));
            } else {
                curved.add(j);
            }
        }
        double[] variances = variances(objective, point, free, split, curved);
        for (int a = 0; a < free.size(); a++) {
            int k = free.get(a);
            double inWidths = takesPart[k] ? Double.POSITIVE_INFINITY : Math.sqrt(variances[a]);
            errors[k] = inWidths * (upper[k] - lower[k]);
            if (takesPart[k]) {
                verdicts[k] = Verdict.FLAT;
            } else if (inWidths > WIDE) {
                verdicts[k] = Verdict.POORLY_DETERMINED;
            }
        }
        int structural = flat.isEmpty() ? 0 : structural(objective, point, free, flat.size(), seed);
        return new Identifiability(List.of(verdicts), errors, List.copyOf(flat), structural);
    }

    /// In widths of the bounds: from the second derivatives over the curved directions, or from the
    /// Fisher information where these are not positive.
    private static double[] variances(
            Objective objective,
            double[] point,
            List<Integer> free,
            EigenDecompositionSymmetric split,
            List<Integer> curved) {
        double[] fisher = new double[free.size()];
        if (curved.isEmpty()) {
            return fisher;
        }
        RealMatrix directions = new Array2DRowRealMatrix(free.size(), curved.size());
        for (int j = 0; j < curved.size(); j++) {
            for (int a = 0; a < free.size(); a++) {
                double share = split.getV().getEntry(a, curved.get(j));
                directions.setEntry(a, j, share);
                fisher[a] += share * share / split.getEigenvalues()[curved.get(j)];
            }
        }
        return ObservedInformation.variances(objective, point, free, directions).orElse(fisher);
    }

    private static Optional<EigenDecompositionSymmetric> split(
            double[][] matrix, List<Integer> free, double[] lower, double[] upper) {
        int m = free.size();
        double[][] scaled = new double[m][m];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b <= a; b++) {
                int k = free.get(a);
                int l = free.get(b);
                scaled[a][b] = matrix[k][l] * (upper[k] - lower[k]) * (upper[l] - lower[l]);
                scaled[b][a] = scaled[a][b];
            }
        }
        return Eigenvectors.of(scaled);
    }

    private static boolean isZero(double eigenvalue, EigenDecompositionSymmetric split) {
        return eigenvalue <= Math.max(ABSOLUTE_ZERO, RELATIVE_ZERO * split.getEigenvalues()[0]);
    }

    private static FlatDirection direction(
            Objective objective,
            EigenDecompositionSymmetric split,
            int j,
            List<Integer> free,
            boolean[] takesPart) {
        List<Integer> parts = new ArrayList<>();
        for (int a = 0; a < free.size(); a++) {
            double share = split.getV().getEntry(a, j);
            if (share * share > LEAST_SHARE) {
                parts.add(a);
                takesPart[free.get(a)] = true;
            }
        }
        parts.sort(
                (a, b) ->
                        Double.compare(
                                Math.abs(split.getV().getEntry(b, j)),
                                Math.abs(split.getV().getEntry(a, j))));
        return new FlatDirection(
                parts.stream().map(a -> objective.names().get(free.get(a))).toList(),
                parts.stream().map(a -> split.getV().getEntry(a, j)).toList());
    }

    /// The smallest number of flat directions at the best and two random points near it.
    private static int structural(
            Objective objective, double[] point, List<Integer> free, int atBest, long seed) {
        double[] lower = objective.lower();
        double[] upper = objective.upper();
        int least = atBest;
        for (int trial = 0; trial < 2; trial++) {
            RandomStream stream = RandomStream.of(seed, -2 - trial);
            double[] near = point.clone();
            for (int k : free) {
                double move = NEARBY * (2 * stream.nextOpenDouble() - 1) * (upper[k] - lower[k]);
                near[k] = Math.clamp(near[k] + move, lower[k], upper[k]);
            }
            Optional<EigenDecompositionSymmetric> split =
                    curvature(objective, near).flatMap(matrix -> split(matrix, free, lower, upper));
            if (split.isPresent()) {
                int zeros = 0;
                for (double eigenvalue : split.get().getEigenvalues()) {
                    zeros += isZero(eigenvalue, split.get()) ? 1 : 0;
                }
                least = Math.min(least, zeros);
            }
        }
        return least;
    }
}
