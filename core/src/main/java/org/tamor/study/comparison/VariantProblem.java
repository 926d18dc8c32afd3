package org.tamor.study.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.study.Mechanism;
import org.tamor.study.Study;

/// A study's problem with the parameters of a mechanism held at its values.
final class VariantProblem {

    private VariantProblem() {}

    static PetabProblem of(Study study, Mechanism mechanism) {
        TreeMap<String, Double> held = new TreeMap<>();
        mechanism.settings().forEach(one -> held.put(one.parameter(), one.value()));
        List<PetabParameter> parameters = new ArrayList<>();
        for (PetabParameter own : study.problem().parameters()) {
            Double value = held.remove(own.id());
            parameters.add(value == null ? own : held(own.id(), value, mechanism));
        }
        held.forEach((id, value) -> parameters.add(held(id, value, mechanism)));
        PetabProblem problem = study.problem();
        return new PetabProblem(
                problem.file(),
                problem.id(),
                problem.formatVersion(),
                problem.models(),
                parameters,
                problem.conditions(),
                problem.experiments(),
                problem.observables(),
                problem.measurements(),
                problem.mappings(),
                problem.extensions());
    }

    private static PetabParameter held(String id, double value, Mechanism mechanism) {
        return new PetabParameter(
                id,
                value,
                value,
                OptionalDouble.of(value),
                false,
                Optional.empty(),
                mechanism.location());
    }
}
