package org.tamor.format.plate;

import java.util.ArrayList;
import java.util.List;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.format.plate.layout.Measurement;

/// The measurements of one block with their doses in the units of its drugs, before the scale of
/// the response is known.
///
/// @param base the file's own name of the block; empty where it has none
/// @param wells in the order of the files
record DraftBlock(
        String base, String cellLine, double hours, List<Drug> drugs, List<DraftWell> wells) {

    /// @param doses one per drug
    record DraftWell(Measurement measurement, double[] doses) {

        boolean isMeasured() {
            return !Double.isNaN(measurement.response());
        }

        boolean isTreated() {
            return measurement.role() == WellRole.TREATED;
        }

        boolean isControl() {
            return isTreated() && drugsPresent() == 0;
        }

        int drugsPresent() {
            int present = 0;
            for (double dose : doses) {
                present += dose > 0 ? 1 : 0;
            }
            return present;
        }
    }

    String drugNames() {
        return String.join(" + ", drugs.stream().map(Drug::name).toList());
    }

    /// The treated wells with a reading.
    List<DraftWell> treated() {
        return wells.stream().filter(well -> well.isTreated() && well.isMeasured()).toList();
    }

    CombinationBlock block(String name, ResponseScale scale) {
        List<Well> result = new ArrayList<>();
        for (DraftWell well : wells) {
            Measurement from = well.measurement();
            result.add(
                    new Well(
                            well.doses(),
                            from.response(),
                            from.plate(),
                            from.replicate(),
                            from.role()));
        }
        return new CombinationBlock(
                name, cellLine, hours, CombinationData.of(drugs, scale, result));
    }
}
