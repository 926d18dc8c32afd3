package org.tamor.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.inference.InferenceOptions;
import org.tamor.combination.inference.Scorer;
import org.tamor.combination.inference.SynergyBootstrap;
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.HighestSingleAgent;
import org.tamor.combination.surface.Loewe;
import org.tamor.combination.surface.Musyc;
import org.tamor.combination.surface.MusycFit;
import org.tamor.combination.surface.SurfaceData;
import org.tamor.combination.surface.Zip;
import org.tamor.stats.RandomStream;

/// Times of the analyses of drug combinations, Java's start and warming up included.
///
/// A MuSyC fit of a 6 x 6 surface in triplicate with 1,000 bootstrap refits; 1,000 matrices of 8 x
/// 8 scored with HSA, Bliss, Loewe and ZIP, curve fits included; one test with 1,999 simulated
/// plates.
public final class CombinationSpeed {

    private static final List<Drug> DRUGS = List.of(new Drug("a", "uM"), new Drug("b", "uM"));
    private static final PrintStream OUT = System.out;

    private CombinationSpeed() {}

    public static void main(String[] arguments) {
        OUT.println("# " + Machine.describe());
        OUT.println("work\tseconds");
        long start = System.nanoTime();
        musyc();
        report("MuSyC, 6x6x3, 1000 bootstraps", start);
        start = System.nanoTime();
        matrices();
        report("1000 matrices 8x8, HSA Bliss Loewe ZIP", start);
        start = System.nanoTime();
        SynergyBootstrap.test(matrix(8, 1, 3), Bliss.plain(), InferenceOptions.standard(1));
        report("test of one 8x8 matrix, 1999 plates", start);
    }

    private static void report(String work, long start) {
        OUT.printf("%s\t%.2f%n", work, 1e-9 * (System.nanoTime() - start));
    }

    private static CombinationData matrix(int size, int replicates, long seed) {
        RandomStream stream = RandomStream.of(seed, 0);
        Musyc truth =
                Musyc.pair(
                        new double[] {1, 0.4 * stream.nextDouble(), 0.6, 0.1},
                        new double[] {1.2, 0.9},
                        new double[] {1, 2},
                        3,
                        1,
                        1,
                        1);
        List<Well> wells = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double a = i == 0 ? 0 : Math.pow(2.5, i - 0.5 * size);
                double b = j == 0 ? 0 : 2 * Math.pow(2.5, j - 0.5 * size);
                for (int r = 0; r < replicates; r++) {
                    wells.add(Well.of(truth.value(a, b) + 0.04 * stream.nextGaussian(), a, b));
                }
            }
        }
        return CombinationData.of(DRUGS, ResponseScale.VIABILITY, wells);
    }

    private static void musyc() {
        CombinationData data = matrix(6, 3, 1);
        SurfaceData surface = SurfaceData.of(data.cells());
        Hill[] curves = Monotherapies.of(data).fit(FitOptions.standard()).curves();
        MusycFit fit = MusycFit.of(surface, curves, MusycFit.Bounds.ofData());
        double deviation = Math.sqrt(fit.cost() / (surface.wells() - 10));
        Musyc model = fit.model();
        double[] beta =
                IntStream.range(0, 1000)
                        .parallel()
                        .mapToDouble(
                                draw -> {
                                    RandomStream stream = RandomStream.of(9, draw);
                                    double[] means = new double[surface.means().length];
                                    for (int i = 0; i < means.length; i++) {
                                        means[i] =
                                                model.value(surface.doses()[i])
                                                        + deviation
                                                                * stream.nextGaussian()
                                                                / Math.sqrt(surface.weights()[i]);
                                    }
                                    return MusycFit.from(
                                                    surface.withMeans(means),
                                                    fit.parameters(),
                                                    MusycFit.Bounds.ofData(),
                                                    fit.hasGamma())
                                            .beta()
                                            .value();
                                })
                        .sorted()
                        .toArray();
        OUT.printf(
                "# beta %.3f, 95 %% interval %.3f to %.3f, truth %.3f%n",
                fit.beta().value(), beta[25], beta[974], 0.0 + truthBeta());
    }

    private static double truthBeta() {
        double first = 0.4 * RandomStream.of(1, 0).nextDouble();
        double strongest = Math.min(first, 0.6);
        return (strongest - 0.1) / (1 - strongest);
    }

    private static void matrices() {
        double sum =
                IntStream.range(0, 1000)
                        .parallel()
                        .mapToDouble(
                                m -> {
                                    CombinationData data = matrix(8, 1, m);
                                    double total = 0;
                                    total +=
                                            Scorer.score(data, new HighestSingleAgent())
                                                    .mean()
                                                    .value();
                                    total += Scorer.score(data, Bliss.plain()).mean().value();
                                    total +=
                                            Scorer.score(
                                                            data,
                                                            new Loewe(Loewe.Ceiling.INFINITE_DOSE))
                                                    .mean()
                                                    .value();
                                    total +=
                                            Scorer.zip(
                                                            data,
                                                            Zip.Variant.FREE_LIMIT,
                                                            FitOptions.standard())
                                                    .mean()
                                                    .value();
                                    return total;
                                })
                        .sum();
        OUT.printf("# mean of the four scores %.4f%n", sum / 4000);
    }
}
