package org.tamor.combination.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Status;
import org.tamor.combination.Well;

/// Rows along which a drug does not halve anything.
class ResensitisationTest {

    @Test
    void aDrugThatStimulatesOnBothRowsHasNoFold() {
        List<Well> wells = new ArrayList<>();
        for (double a : new double[] {0, 1, 3, 10, 30}) {
            for (double b : new double[] {0, 1, 3}) {
                wells.add(Well.of(1 + 0.3 * a / (5 + a) - 0.1 * b, a, b));
            }
        }
        CombinationData data =
                CombinationData.of(
                        List.of(new Drug("a", "uM"), new Drug("b", "uM")),
                        ResponseScale.VIABILITY,
                        wells);

        Resensitisation fold =
                Resensitisation.of(data, 0, 3, InferenceOptions.standard(1).draws(19));

        assertThat(fold.alone().value()).isInfinite();
        assertThat(fold.alone().status()).isEqualTo(Status.WRONG_SIDE);
        assertThat(fold.fold().isDefined()).isFalse();
        assertThat(fold.fold().status()).isEqualTo(Status.OUT_OF_RANGE_BOTH);
    }
}
