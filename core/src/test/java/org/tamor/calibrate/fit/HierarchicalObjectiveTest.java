package org.tamor.calibrate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.calibrate.fit.Objective.Slope;
import org.tamor.format.petab.PetabProblem;
import org.tamor.stats.RandomStream;

/// The objective with parameters eliminated against the whole one.
class HierarchicalObjectiveTest {

    @TempDir private Path folder = Path.of("");

    private record Both(
            PosteriorObjective all, HierarchicalObjective reduced, Hierarchy hierarchy) {}

    private static Both both(PetabProblem problem) {
        PetabEvaluation evaluation = PetabEvaluation.of(problem);
        SearchSpace space = SearchSpace.of(problem);
        PosteriorObjective all = PosteriorObjective.precise(evaluation, space, Density.VALUE);
        Hierarchy hierarchy = HierarchySearch.of(problem, space, all.prior(), true);
        return new Both(all, new HierarchicalObjective(all, hierarchy), hierarchy);
    }

    private PetabProblem problem(
            String formula, String noise, String distribution, String sdBounds, String prior) {
        return FitProblems.observing(
                        formula,
                        noise,
                        distribution,
                        "parameterId\tparameterScale\tlowerBound\tupperBound\tnominalValue\t"
                                + "estimate\tobjectivePriorType\tobjectivePriorParameters",
                        "k\tlog10\t0.01\t100\t0.7\t1\t\t\n"
                                + "a0\tlog10\t0.01\t100\t1\t0\t\t\n"
                                + "factor\tlog10\t0.01\t100\t1\t1\t\t\n"
                                + "shift\tlin\t-0.02\t10\t0\t1\t\t\n"
                                + String.join("\t", "sd\tlog10", sdBounds, "1\t1", prior)
                                + "\n")
                .read(folder);
    }

    private static double value(Objective objective, double[] x) {
        return ((Finite) objective.value(x)).value();
    }

    private static Slope slope(Objective objective, double[] x) {
        return ((Finite) objective.expand(x)).slope().orElseThrow();
    }

    private static final String CASES =
            """
            factor * A          | sd          | normal      | 0.001;10 | none
            shift + factor * A  | sd          | normal      | 0.001;10 | none
            shift + A           | sd * (1 + k)| normal      | 0.001;10 | none
            factor * A          | sd          | log-normal  | 0.001;10 | none
            factor * A          | sd          | laplace     | 0.001;10 | none
            factor * A          | sd          | log-laplace | 0.001;10 | none
            shift + factor * A  | sd          | normal      | 1;10     | none
            shift + factor * A  | sd          | normal      | 0.001;10 | parameterScaleNormal
            factor * A          | sd          | laplace     | 0.001;10 | logNormal
            factor * A          | 0.1         | normal      | 0.001;10 | none
            """;

    private PetabProblem of(
            String formula, String noise, String distribution, String bounds, String prior) {
        return problem(
                formula,
                noise,
                distribution,
                bounds.replace(';', '\t'),
                prior.equals("none") ? "\t" : prior + "\t-1;0.2");
    }

    /// No value of the eliminated parameters is better than the one computed: not where a general
    /// optimiser ends, and at none of many random points. It is the whole objective there.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void isTheMinimumOfTheWholeObjective(
            String formula, String noise, String distribution, String bounds, String prior) {
        Both both = both(of(formula, noise, distribution, bounds, prior));
        assertThat(both.hierarchy.inner()).isNotEmpty();
        RandomStream stream = RandomStream.of(3, 1);
        for (double k : new double[] {0.1, 0.7, 3}) {
            double[] x = both.reduced.coordinates(both.all.lower());
            x[0] = Math.log10(k);
            double[] best = both.reduced.whole(x);
            double value = value(both.reduced, x);
            assertThat(value(both.all, best)).isCloseTo(value, within(1e-9 * Math.abs(value)));
            for (int trial = 0; trial < 300; trial++) {
                double[] other = best.clone();
                double width = Math.pow(10, -3.0 * trial / 300);
                for (int inner : both.hierarchy.inner()) {
                    double range = both.all.upper()[inner] - both.all.lower()[inner];
                    double moved = best[inner] + width * range * (stream.nextOpenDouble() - 0.5);
                    other[inner] =
                            Math.clamp(moved, both.all.lower()[inner], both.all.upper()[inner]);
                }
                assertThat(value(both.all, other)).isGreaterThanOrEqualTo(value - 1e-9);
            }
        }
    }

    /// By the envelope theorem; the curvature is that of the whole where the eliminated parameters
    /// follow: its inverse is the block of the whole inverse.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void hasTheGradientOfItsDifferences(
            String formula, String noise, String distribution, String bounds, String prior) {
        Both both = both(of(formula, noise, distribution, bounds, prior));
        double[] x = both.reduced.coordinates(both.all.lower());
        for (double k : new double[] {0.31, 0.9, 2.7}) {
            x[0] = Math.log10(k);
            Slope slope = slope(both.reduced, x);
            for (int a = 0; a < x.length; a++) {
                double[] below = x.clone();
                double[] above = x.clone();
                below[a] = Math.max(both.reduced.lower()[a], x[a] - 1e-5);
                above[a] = x[a] + 1e-5;
                double difference =
                        (value(both.reduced, above) - value(both.reduced, below))
                                / (above[a] - below[a]);
                double gradient = slope.gradient()[a];
                boolean onBound = below[a] == x[a];
                assertThat(difference)
                        .isCloseTo(
                                gradient,
                                within((onBound ? 0.02 : 1e-4) * (1 + Math.abs(gradient))));
            }
            assertThat(slope.curvature().orElseThrow()[0][0]).isPositive();
        }
    }

    @Test
    void curvatureIsThatOfTheInverse() {
        double[][] matrix = {{4, 1, 0.5}, {1, 3, 0.2}, {0.5, 0.2, 2}};
        SchurComplement complement = SchurComplement.of(matrix, new int[] {1, 2});
        double left = complement.matrix(new int[] {0})[0][0];
        double determinant =
                4 * (3 * 2 - 0.04) - 1 * (1 * 2 - 0.2 * 0.5) + 0.5 * (1 * 0.2 - 3 * 0.5);
        assertThat(1 / left).isCloseTo((3 * 2 - 0.04) / determinant, within(1e-14));
        double[] v = complement.reduced(new double[] {1, 1, 0});
        assertThat(v[0]).isCloseTo(1 - (1 * 2 - 0.2 * 0.5) / (3 * 2 - 0.04), within(1e-14));
    }

    /// Fits with and without elimination end at the same best point.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "factor * A|sd|normal",
                "shift + factor * A|sd|normal",
                "factor * A|sd * A|normal",
                "factor * A|sd|log-normal",
            })
    void endsWhereTheWholeFitEnds(String formula, String noise, String distribution) {
        PetabEvaluation evaluation =
                PetabEvaluation.of(of(formula, noise, distribution, "0.001;10", "none"));
        FitResult with = fit(evaluation, true);
        FitResult without = fit(evaluation, false);
        assertThat(with.eliminated()).contains("sd");
        assertThat(without.eliminated()).isEmpty();
        assertThat(with.objective()).isCloseTo(without.objective(), within(1e-6));
        List<String> ids = with.space().ids();
        for (int k = 0; k < ids.size(); k++) {
            if (formula.contains(ids.get(k)) || ids.get(k).equals("k")) {
                assertThat(with.best()[k]).isCloseTo(without.best()[k], within(2e-3));
            }
        }
    }

    private static FitResult fit(PetabEvaluation evaluation, boolean hierarchical) {
        FitOptions options =
                new FitOptions(4, 5, FitMethod.AUTOMATIC, 2, 300, 1, hierarchical, Density.VALUE);
        return ParameterFit.of(evaluation, options).run(List.of(), start -> {}, () -> false);
    }
}
