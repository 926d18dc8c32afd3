package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.stats.RandomStream;

/// Simulated dose matrices.
final class Plates {

    static final double[] DOSES = {0, 0.1, 0.3, 1, 3, 10};

    private Plates() {}

    /// What cells do at two doses.
    interface Truth {
        double at(double first, double second);
    }

    /// Wells of a truth with normal noise; every replicate is a plate.
    static CombinationBlock block(
            String name, String cells, double hours, Truth truth, double noise, int replicates) {
        RandomStream stream = RandomStream.of(7, name.hashCode());
        List<Well> wells = new ArrayList<>();
        for (int replicate = 1; replicate <= replicates; replicate++) {
            for (double a : DOSES) {
                for (double b : DOSES) {
                    int count = a == 0 && b == 0 ? 4 : 1;
                    for (int k = 0; k < count; k++) {
                        wells.add(
                                new Well(
                                        new double[] {a, b},
                                        truth.at(a, b) + noise * stream.nextGaussian(),
                                        "plate " + replicate,
                                        "day " + replicate,
                                        WellRole.TREATED));
                    }
                }
            }
        }
        List<Drug> drugs = List.of(new Drug("tamoxifen", "uM"), new Drug("rapamycin", "nM"));
        return new CombinationBlock(
                name, cells, hours, CombinationData.of(drugs, ResponseScale.VIABILITY, wells));
    }

    static double hill(double dose, double limit, double slope, double half) {
        double power = Math.pow(dose / half, slope);
        return (1 + limit * power) / (1 + power);
    }
}
