package org.tamor.combination.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.Well;

/// Molar doses in the unit that people read: `M` becomes `mM`, `uM`, `nM` or `pM`, the same one for
/// a drug in all blocks. No result depends on the unit.
final class ReadableDoses {

    private static final String[] UNITS = {"M", "mM", "uM", "nM", "pM"};
    private static final int DIGITS = 12;

    private ReadableDoses() {}

    static List<CombinationBlock> of(List<CombinationBlock> blocks) {
        Map<String, Double> largest = new TreeMap<>();
        for (CombinationBlock block : blocks) {
            for (Well well : block.data().wells()) {
                for (int i = 0; i < well.doses().length; i++) {
                    Drug drug = block.data().drugs().get(i);
                    if (drug.unit().equals("M")) {
                        largest.merge(drug.name(), well.doses()[i], Math::max);
                    }
                }
            }
        }
        return largest.isEmpty()
                ? blocks
                : blocks.stream().map(block -> converted(block, largest)).toList();
    }

    private static CombinationBlock converted(CombinationBlock block, Map<String, Double> largest) {
        CombinationData data = block.data();
        int[] steps = new int[data.drugs().size()];
        List<Drug> drugs = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            Drug drug = data.drugs().get(i);
            steps[i] = drug.unit().equals("M") ? steps(largest.getOrDefault(drug.name(), 0.0)) : 0;
            drugs.add(steps[i] == 0 ? drug : new Drug(drug.name(), UNITS[steps[i]]));
        }
        List<Well> wells = new ArrayList<>();
        data.wells().forEach(well -> wells.add(converted(well, steps)));
        data.missing().forEach(well -> wells.add(converted(well, steps)));
        return new CombinationBlock(
                block.name(),
                block.cellLine(),
                block.hours(),
                CombinationData.of(drugs, data.scale(), wells));
    }

    /// How many thousandths make the largest dose 1 or more.
    private static int steps(double largest) {
        int steps = 0;
        for (double dose = largest;
                dose > 0 && dose < 1 && steps < UNITS.length - 1;
                dose *= 1000) {
            steps++;
        }
        return steps;
    }

    private static Well converted(Well well, int[] steps) {
        double[] doses = well.doses();
        for (int i = 0; i < doses.length; i++) {
            doses[i] =
                    new BigDecimal(doses[i])
                            .scaleByPowerOfTen(3 * steps[i])
                            .round(new MathContext(DIGITS))
                            .doubleValue();
        }
        return new Well(
                doses, well.response(), well.plate(), well.biologicalReplicate(), well.role());
    }
}
