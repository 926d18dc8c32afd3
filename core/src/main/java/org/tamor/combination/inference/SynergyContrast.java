package org.tamor.combination.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.combination.CombinationData;
import org.tamor.combination.surface.ReferenceModel;

/// The difference in synergy between two sets of measurements of the same drugs, such as two cell lines.
///
/// @param excess difference of the constant excesses, first less second
/// @param cells at the doses that both have, with a band for all of them at once
public record SynergyContrast(
        SynergyTest first,
        SynergyTest second,
        ConstantExcess.Difference excess,
        List<SynergyTest.CellTest> cells) {

    /// Compares two sets under one reference; their noise is independent.
    public static SynergyContrast of(
            CombinationData first,
            CombinationData second,
            ReferenceModel model,
            InferenceOptions options) {
        SynergyBootstrap.Outcome a = SynergyBootstrap.outcome(first, model, options);
        InferenceOptions other =
                new InferenceOptions(
                        options.draws(),
                        options.seed() + 1,
                        options.level(),
                        options.variance(),
                        options.fit());
        SynergyBootstrap.Outcome b = SynergyBootstrap.outcome(second, model, other);
        return new SynergyContrast(
                a.test(),
                b.test(),
                a.test().excess().minus(b.test().excess(), options.level()),
                cells(a, b, options));
    }

    private static List<SynergyTest.CellTest> cells(
            SynergyBootstrap.Outcome a, SynergyBootstrap.Outcome b, InferenceOptions options) {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < a.errors().length; i++) {
            for (int j = 0; j < b.errors().length; j++) {
                if (Arrays.equals(
                        a.test().cells().get(i).doses(), b.test().cells().get(j).doses())) {
                    pairs.add(new int[] {i, j});
                }
            }
        }
        double[] largest = new double[options.draws()];
        for (int draw = 0; draw < largest.length; draw++) {
            for (int[] pair : pairs) {
                double left = a.errors()[pair[0]];
                double right = b.errors()[pair[1]];
                double z =
                        (a.draws()[draw][pair[0]] * left - b.draws()[draw][pair[1]] * right)
                                / Math.hypot(left, right);
                largest[draw] = Math.max(largest[draw], Math.abs(z));
            }
        }
        Arrays.sort(largest);
        double band = Ranks.quantile(largest, options.level());
        List<SynergyTest.CellTest> cells = new ArrayList<>();
        for (int[] pair : pairs) {
            SynergyTest.CellTest left = a.test().cells().get(pair[0]);
            SynergyTest.CellTest right = b.test().cells().get(pair[1]);
            double error = Math.hypot(a.errors()[pair[0]], b.errors()[pair[1]]);
            double center = middle(left.excess()) - middle(right.excess());
            cells.add(
                    new SynergyTest.CellTest(
                            left.doses(),
                            new Interval(
                                    left.excess().estimate() - right.excess().estimate(),
                                    center - band * error,
                                    center + band * error,
                                    options.level()),
                            Ranks.atLeast(Math.abs(center) / error, largest)));
        }
        return List.copyOf(cells);
    }

    private static double middle(Interval interval) {
        return 0.5 * (interval.low() + interval.high());
    }
}
