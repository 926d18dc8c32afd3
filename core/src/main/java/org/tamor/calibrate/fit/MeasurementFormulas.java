package org.tamor.calibrate.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tamor.calibrate.ProblemSimulation;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabModel;
import org.tamor.format.petab.PetabProblem;

/// The formulas of a problem's measurements with their placeholders filled in and observables
/// written out, over the model's ids.
final class MeasurementFormulas {

    private final Map<String, Observable> observables = new HashMap<>();
    private final Map<String, ProblemSimulation> simulations = new HashMap<>();
    private final Map<Key, Formulas> known = new HashMap<>();

    /// The same object for all measurements whose formulas are the same.
    ///
    /// @param noise the scale of the noise
    record Formulas(Observable observable, Expression value, Expression noise) {}

    /// What tells formulas apart.
    private record Key(
            String model,
            String observable,
            List<Expression> observableParameters,
            List<Expression> noiseParameters) {}

    private MeasurementFormulas(PetabProblem problem) {
        problem.observables().forEach(one -> observables.put(one.id(), one));
        for (PetabModel model : problem.models()) {
            simulations.put(model.id(), ProblemSimulation.of(problem, model.model()));
        }
    }

    /// Of each measurement, in the order of the table.
    static List<Formulas> of(PetabProblem problem) {
        MeasurementFormulas formulas = new MeasurementFormulas(problem);
        List<Formulas> result = new ArrayList<>();
        for (Measurement measurement : problem.measurements()) {
            String model =
                    measurement.model().isEmpty()
                            ? problem.models().getFirst().id()
                            : measurement.model();
            Key key =
                    new Key(
                            model,
                            measurement.observable(),
                            measurement.observableParameters(),
                            measurement.noiseParameters());
            result.add(formulas.known.computeIfAbsent(key, formulas::formulas));
        }
        return result;
    }

    private Formulas formulas(Key key) {
        Observable observable = observables.get(key.observable);
        ProblemSimulation simulation = simulations.get(key.model);
        if (observable == null || simulation == null) {
            throw new IllegalArgumentException("no observable or model: " + key);
        }
        Map<String, Expression> placeholders = new HashMap<>();
        bind(simulation, observable.placeholders(), key.observableParameters, placeholders);
        bind(simulation, observable.noisePlaceholders(), key.noiseParameters, placeholders);
        return new Formulas(
                observable,
                Expressions.substitute(simulation.expanded(observable.formula()), placeholders),
                Expressions.substitute(simulation.expanded(observable.noise()), placeholders));
    }

    private static void bind(
            ProblemSimulation simulation,
            List<String> names,
            List<Expression> values,
            Map<String, Expression> placeholders) {
        for (int i = 0; i < names.size(); i++) {
            placeholders.put(names.get(i), simulation.inModel(values.get(i)));
        }
    }
}
