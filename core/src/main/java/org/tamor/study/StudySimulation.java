package org.tamor.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.calibrate.ProblemSimulation;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabProblem;
import org.tamor.model.Model;
import org.tamor.simulate.Output;
import org.tamor.simulate.Timeline;

/// What a study asks of the simulator: the model with the parameters that only the tables know, the
/// outputs to record, the values to start from, and a timeline for each experiment.
final class StudySimulation {

    private final ProblemSimulation simulation;
    private final Map<String, Observable> observables = new LinkedHashMap<>();
    private final List<Output> outputs;

    private StudySimulation(Study study) {
        PetabProblem problem = study.problem();
        problem.observables().forEach(observable -> observables.put(observable.id(), observable));
        simulation = ProblemSimulation.of(problem, study.model());
        outputs = outputs(study);
    }

    static StudySimulation of(Study study) {
        return new StudySimulation(study);
    }

    private List<Output> outputs(Study study) {
        List<Output> result = new ArrayList<>();
        Set<String> quantities = new LinkedHashSet<>();
        for (Observable observable : observables.values()) {
            if (observable.placeholders().isEmpty()) {
                result.add(new Output(observable.id(), simulation.expanded(observable.formula())));
            }
        }
        List<Measurement> measurements = new ArrayList<>(study.problem().measurements());
        measurements.addAll(study.validationMeasurements());
        Set<String> measured = new LinkedHashSet<>();
        for (Measurement measurement : measurements) {
            measured.add(measurement.observable());
            measurement
                    .observableParameters()
                    .forEach(value -> quantities.addAll(Expressions.symbols(value)));
            measurement
                    .noiseParameters()
                    .forEach(value -> quantities.addAll(Expressions.symbols(value)));
        }
        for (String id : measured) {
            Observable observable = observables.get(id);
            if (observable == null) {
                continue;
            }
            Set<String> symbols = new LinkedHashSet<>(Expressions.symbols(observable.noise()));
            if (!observable.placeholders().isEmpty()) {
                symbols.addAll(Expressions.symbols(observable.formula()));
            }
            observable.placeholders().forEach(symbols::remove);
            observable.noisePlaceholders().forEach(symbols::remove);
            quantities.addAll(symbols);
        }
        for (String quantity : quantities) {
            if (!observables.containsKey(quantity)) {
                result.add(
                        new Output(quantity, new Expression.Symbol(simulation.modelId(quantity))));
            }
        }
        return result;
    }

    /// The model with constant parameters added for those that only the parameter table knows.
    Model model() {
        return simulation.model();
    }

    /// Observables without placeholders; and quantities of the model that measurements need
    /// besides.
    List<Output> outputs() {
        return outputs;
    }

    /// The values of the parameter table by model id.
    Map<String, Double> nominal() {
        return simulation.nominal();
    }

    /// The id that a name of the tables has in the model.
    String modelId(String name) {
        return simulation.modelId(name);
    }

    /// What an experiment does, for the simulator.
    Timeline timeline(Experiment experiment) {
        return simulation.timeline(experiment);
    }
}
