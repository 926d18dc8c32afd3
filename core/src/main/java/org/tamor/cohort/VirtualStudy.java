package org.tamor.cohort;

import java.util.ArrayList;
import java.util.List;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;

/// A study as it was carried out.
///
/// @param animals whose tumours were measured, by arm
/// @param blots of further tumours
public record VirtualStudy(
        Protocol protocol, List<VirtualAnimal> animals, List<BlotReading> blots) {

    public VirtualStudy {
        animals = List.copyOf(animals);
        blots = List.copyOf(blots);
    }

    /// What was measured, as it is read from a file of volumes.
    public TumourStudy measured() {
        List<Arm> arms = new ArrayList<>();
        for (PlannedArm arm : protocol.arms()) {
            List<Animal> own =
                    animals.stream()
                            .filter(animal -> animal.arm().equals(arm.name()))
                            .map(VirtualAnimal::asMeasured)
                            .toList();
            arms.add(new Arm(arm.name(), own));
        }
        return new TumourStudy("", arms, 0, protocol.measurement().detection());
    }
}
