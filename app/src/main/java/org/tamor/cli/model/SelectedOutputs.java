package org.tamor.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Model;
import org.tamor.model.Rule;
import org.tamor.simulate.Output;

/// The quantities of a model that a person asks for by their ids.
final class SelectedOutputs {

    private SelectedOutputs() {}

    /// @param select ids; empty for all species and all variables of rules
    /// @param file names the model in messages
    static List<Output> of(Model model, List<String> select, String file) {
        List<String> known =
                Stream.of(
                                model.species().stream().map(s -> s.id()),
                                model.rules().stream().flatMap(SelectedOutputs::variable),
                                model.parameters().stream().map(p -> p.id()),
                                model.compartments().stream().map(c -> c.id()),
                                model.reactions().stream().map(r -> r.id()))
                        .flatMap(ids -> ids)
                        .distinct()
                        .toList();
        List<String> chosen =
                select.isEmpty()
                        ? Stream.concat(
                                        model.species().stream().map(s -> s.id()),
                                        model.rules().stream().flatMap(SelectedOutputs::variable))
                                .distinct()
                                .toList()
                        : select;
        List<Output> outputs = new ArrayList<>();
        for (String id : chosen) {
            if (!known.contains(id)) {
                throw new BadInputException(
                        "simulate.select",
                        Location.ofFile(file).withElement(id),
                        "the model has no quantity of this id; it has "
                                + String.join(", ", new TreeSet<>(known)));
            }
            outputs.add(new Output(id, new Expression.Symbol(id)));
        }
        return outputs;
    }

    private static Stream<String> variable(Rule rule) {
        return switch (rule) {
            case Rule.AssignmentRule(String variable, Expression value) -> Stream.of(variable);
            case Rule.RateRule(String variable, Expression rate) -> Stream.of(variable);
            case Rule.AlgebraicRule(Expression residual) -> Stream.empty();
        };
    }
}
