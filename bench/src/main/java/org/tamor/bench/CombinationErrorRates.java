package org.tamor.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.inference.ConstantExcess;
import org.tamor.combination.inference.InferenceOptions;
import org.tamor.combination.inference.SynergyBootstrap;
import org.tamor.combination.inference.SynergyTest;
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.Loewe;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.stats.RandomStream;

/// Error rates of the tests of synergy: plates without interaction that are called interacting, and bands
/// that miss the truth.
///
/// Arguments: plates per setting for the primary test (2000), plates for the bands (300), reference (`bliss` or
/// `loewe`), excess taken from every combination (0), a regular expression of settings such as `6/1/CONSTANT` (all). Two drugs with random limits, slopes and half doses; doses two- to threefold apart; every
/// replicate is a plate of its own whose signal is scaled by a random factor.
public final class CombinationErrorRates {

    private static final List<Drug> DRUGS = List.of(new Drug("a", "uM"), new Drug("b", "uM"));
    private static final int DRAWS = 199;
    private static final PrintStream OUT = System.out;

    private CombinationErrorRates() {}

    enum Noise {
        /// Normal, standard deviation 5 % of the control everywhere.
        CONSTANT(0),
        /// Normal, 1 % at no signal to 7 % at the control.
        SIGNAL(1),
        /// Student's t with 5 degrees of freedom, 5 %.
        HEAVY_TAILED(2);

        /// Tells its random numbers from those of the other laws.
        private final int stream;

        Noise(int stream) {
            this.stream = stream;
        }

        double draw(double response, RandomStream stream) {
            double z = stream.nextGaussian();
            return switch (this) {
                case CONSTANT -> 0.05 * z;
                case SIGNAL -> (0.01 + 0.06 * Math.clamp(response, 0, 2)) * z;
                case HEAVY_TAILED -> {
                    double squares = 0;
                    for (int i = 0; i < 5; i++) {
                        double g = stream.nextGaussian();
                        squares += g * g;
                    }
                    yield 0.05 * Math.sqrt(3.0 / 5) * z / Math.sqrt(squares / 5);
                }
            };
        }
    }

    /// The truth behind a plate.
    record Truth(Hill[] curves, double[][] doses, ReferenceModel model, double extra) {

        static Truth random(int size, ReferenceModel model, double extra, RandomStream stream) {
            Hill[] curves = new Hill[2];
            double[][] doses = new double[2][size];
            for (int drug = 0; drug < 2; drug++) {
                double limit = 0.7 * stream.nextDouble();
                double slope = Math.exp(Math.log(0.7) + Math.log(2.5 / 0.7) * stream.nextDouble());
                curves[drug] = new Hill(1, limit, slope, 1);
                double step = 2 + stream.nextDouble();
                double shift = stream.nextDouble() - 0.5;
                for (int k = 1; k < size; k++) {
                    doses[drug][k] = Math.pow(step, k - 0.5 * size + shift);
                }
            }
            return new Truth(curves, doses, model, extra);
        }

        double at(double first, double second) {
            double expected =
                    model.expected(curves, new double[] {first, second}).value();
            return first > 0 && second > 0 ? expected - extra : expected;
        }

        CombinationData plates(int replicates, Noise noise, RandomStream stream) {
            List<Well> wells = new ArrayList<>();
            for (int r = 1; r <= replicates; r++) {
                double factor = replicates == 1 ? 1 : Math.exp(0.05 * stream.nextGaussian());
                for (double first : doses[0]) {
                    for (double second : doses[1]) {
                        double response = at(first, second);
                        wells.add(
                                new Well(
                                        new double[] {first, second},
                                        factor * (response + noise.draw(response, stream)),
                                        "p" + r,
                                        "r" + r,
                                        WellRole.TREATED));
                    }
                }
            }
            return CombinationData.of(DRUGS, ResponseScale.RAW_SIGNAL, wells);
        }
    }

    public static void main(String[] arguments) {
        int plates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        int bands = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        boolean loewe = arguments.length > 2 && arguments[2].equals("loewe");
        double extra = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 0;
        ReferenceModel model =
                loewe ? new Loewe(Loewe.Ceiling.INFINITE_DOSE) : Bliss.plain();
        OUT.println("# " + Machine.describe());
        OUT.printf(
                "# reference %s, %d plates per setting, %d for bands with %d draws each, excess %s%n",
                model.name(), plates, bands, DRAWS, extra);
        OUT.println(
                "matrix\treplicates\tnoise\trejected_percent\tany_cell_percent\tinterval_covered_percent"
                        + "\tband_covered_percent\tseconds");
        String only = arguments.length > 4 ? arguments[4] : "";
        for (int size : new int[] {4, 6, 8, 10}) {
            for (int replicates = 1; replicates <= 3; replicates++) {
                for (Noise noise : Noise.values()) {
                    if (!(size + "/" + replicates + "/" + noise).matches(".*(" + only + ").*")) {
                        continue;
                    }
                    setting(size, replicates, noise, model, extra, plates, bands);
                }
            }
        }
    }

    private static void setting(
            int size,
            int replicates,
            Noise noise,
            ReferenceModel model,
            double extra,
            int plates,
            int bands) {
        long start = System.nanoTime();
        AtomicInteger rejected = new AtomicInteger();
        AtomicInteger anyCell = new AtomicInteger();
        AtomicInteger meanCovered = new AtomicInteger();
        AtomicInteger bandCovered = new AtomicInteger();
        IntStream.range(0, plates)
                .parallel()
                .forEach(
                        plate -> {
                            RandomStream stream =
                                    RandomStream.of(
                                            1_000L * size + 10L * replicates + noise.stream, plate);
                            Truth truth = Truth.random(size, model, extra, stream);
                            CombinationData data = truth.plates(replicates, noise, stream);
                            InferenceOptions options = InferenceOptions.standard(plate).draws(DRAWS);
                            if (plate >= bands) {
                                ConstantExcess excess = ConstantExcess.of(data, model, options);
                                rejected.addAndGet(excess.probability() <= 0.05 ? 1 : 0);
                                meanCovered.addAndGet(
                                        excess.interval(0.95).contains(extra) ? 1 : 0);
                                return;
                            }
                            SynergyTest test = SynergyBootstrap.test(data, model, options);
                            rejected.addAndGet(test.probability() <= 0.05 ? 1 : 0);
                            meanCovered.addAndGet(
                                    test.excess().interval(0.95).contains(extra) ? 1 : 0);
                            boolean any = false;
                            boolean all = true;
                            for (SynergyTest.CellTest cell : test.cells()) {
                                any |= cell.probability() <= 0.05;
                                all &= cell.excess().contains(extra);
                            }
                            anyCell.addAndGet(any ? 1 : 0);
                            bandCovered.addAndGet(all ? 1 : 0);
                        });
        OUT.printf(
                "%dx%d\t%d\t%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.1f%n",
                size,
                size,
                replicates,
                noise,
                100.0 * rejected.get() / plates,
                100.0 * anyCell.get() / Math.max(1, bands),
                100.0 * meanCovered.get() / plates,
                100.0 * bandCovered.get() / Math.max(1, bands),
                1e-9 * (System.nanoTime() - start));
    }
}
