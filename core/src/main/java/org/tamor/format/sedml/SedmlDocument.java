package org.tamor.format.sedml;

import java.util.List;
import java.util.Optional;

/// A simulation experiment: which models, changed how, are simulated by which methods, and which
/// tables and plots come out.
///
/// @param file names the document in messages
/// @param notes what the document says that is not followed, one line each
public record SedmlDocument(
        String file,
        int level,
        int version,
        List<AlgorithmParameter> parameters,
        List<DataDescription> data,
        List<ModelDefinition> models,
        List<Simulation> simulations,
        List<Task> tasks,
        List<DataGenerator> generators,
        List<OutputDefinition> outputs,
        List<PlotStyle> styles,
        List<String> notes) {

    public SedmlDocument {
        parameters = List.copyOf(parameters);
        data = List.copyOf(data);
        models = List.copyOf(models);
        simulations = List.copyOf(simulations);
        tasks = List.copyOf(tasks);
        generators = List.copyOf(generators);
        outputs = List.copyOf(outputs);
        styles = List.copyOf(styles);
        notes = List.copyOf(notes);
    }

    /// The data source of an id, with the description that it belongs to.
    public Optional<DataDescription> holderOf(String dataSource) {
        return data.stream()
                .filter(one -> one.sources().stream().anyMatch(s -> s.id().equals(dataSource)))
                .findFirst();
    }
}
