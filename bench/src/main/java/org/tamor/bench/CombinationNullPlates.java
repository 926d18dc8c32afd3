package org.tamor.bench;

import java.util.ArrayList;
import java.util.List;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.stats.RandomStream;

/// The truth behind simulated plates of a size: two drugs with random limits, slopes and half doses
/// under a reference, every combination lower by the same excess; doses two- to threefold apart.
record CombinationNullPlates(Hill[] curves, double[][] doses, ReferenceModel model, double excess) {

    private static final List<Drug> DRUGS = List.of(new Drug("a", "uM"), new Drug("b", "uM"));

    /// The law of the noise of a well.
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

        int stream() {
            return stream;
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

    static CombinationNullPlates random(
            int size, ReferenceModel model, double excess, RandomStream stream) {
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
        return new CombinationNullPlates(curves, doses, model, excess);
    }

    /// The response of a well without noise.
    double at(double first, double second) {
        double expected = model.expected(curves, new double[] {first, second}).value();
        return first > 0 && second > 0 ? expected - excess : expected;
    }

    /// Measurements; every replicate is a plate of its own whose signal is scaled by a random
    /// factor.
    CombinationData measured(int replicates, Noise noise, RandomStream stream) {
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
