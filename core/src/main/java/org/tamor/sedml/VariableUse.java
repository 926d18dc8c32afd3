package org.tamor.sedml;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.tamor.failure.BadInputException;
import org.tamor.format.sedml.VariableReference;

/// What a variable of a data generator asks for: a symbol, and a reduction of dimensions.
///
/// @param symbol as [Quantity#resolve] takes it
record VariableUse(
        VariableReference variable, String symbol, Optional<ToDoubleFunction<double[]>> reduction) {

    static VariableUse of(VariableReference variable) {
        Optional<ToDoubleFunction<double[]>> bySymbol = reduction(variable.symbol());
        if (bySymbol.isPresent()) {
            return new VariableUse(variable, "", bySymbol);
        }
        Optional<ToDoubleFunction<double[]>> byTerm = reduction(variable.term());
        if (byTerm.isPresent()) {
            return new VariableUse(variable, variable.symbol(), byTerm);
        }
        if (!variable.term().isEmpty() && !variable.symbol().isEmpty()) {
            throw new BadInputException(
                    "sedml.symbol",
                    variable.where(),
                    "variable '"
                            + variable.id()
                            + "' has the symbol "
                            + ModelTree.shown(variable.symbol())
                            + " and the term "
                            + ModelTree.shown(variable.term())
                            + ", which are not combined here; keep one");
        }
        return new VariableUse(
                variable,
                variable.term().isEmpty() ? variable.symbol() : variable.term(),
                Optional.empty());
    }

    private static Optional<ToDoubleFunction<double[]>> reduction(String term) {
        String name = term.toUpperCase(Locale.ROOT).replace("KISAO_", "KISAO:");
        if (name.matches("KISAO:\\d{1,7}")) {
            return Reduction.ofTerm(Integer.parseInt(name.substring("KISAO:".length())));
        }
        String function = "urn:sedml:function:";
        if (term.startsWith(function)) {
            return Reduction.named(term.substring(function.length()));
        }
        return Optional.empty();
    }
}
