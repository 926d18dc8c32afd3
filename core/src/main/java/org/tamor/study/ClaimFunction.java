package org.tamor.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The functions over results that claims may use.
enum ClaimFunction {
    AT("at", Argument.OBSERVABLE, Argument.EXPERIMENT, Argument.TIME),
    FOLD("fold", Argument.OBSERVABLE, Argument.EXPERIMENT, Argument.TIME, Argument.TIME),
    RATE("rate", Argument.OBSERVABLE, Argument.EXPERIMENT, Argument.TIME, Argument.TIME),
    MAXIMUM("maximum", Argument.OBSERVABLE, Argument.EXPERIMENT, Argument.FROM, Argument.TO),
    MINIMUM("minimum", Argument.OBSERVABLE, Argument.EXPERIMENT, Argument.FROM, Argument.TO),
    TIME_OF_MAXIMUM(
            "timeofmax", Argument.OBSERVABLE, Argument.EXPERIMENT, Argument.FROM, Argument.TO),
    AREA("auc", Argument.OBSERVABLE, Argument.EXPERIMENT, Argument.FROM, Argument.TO),
    GROWTH_RATE(
            "gr",
            Argument.OBSERVABLE,
            Argument.EXPERIMENT,
            Argument.EXPERIMENT,
            Argument.TIME,
            Argument.TIME),
    HALF_MAXIMAL("ec50", Argument.OBSERVABLE, Argument.SERIES, Argument.TIME),
    ABSOLUTE_DOSE("ic50abs", Argument.OBSERVABLE, Argument.SERIES, Argument.TIME, Argument.LEVEL),
    PLATEAU("emax", Argument.OBSERVABLE, Argument.SERIES, Argument.TIME);

    /// What an argument stands for. `FROM` and `TO` bound a window of which the whole course
    /// counts.
    enum Argument {
        OBSERVABLE("an observable"),
        EXPERIMENT("an experiment"),
        SERIES("a cell name with * in double quotes"),
        TIME("a time in hours"),
        FROM("the window's start in hours"),
        TO("the window's end in hours"),
        LEVEL("a level, as a fraction of the value at dose zero");

        private final String words;

        Argument(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean numeric() {
            return this == TIME || this == FROM || this == TO || this == LEVEL;
        }
    }

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<Argument> arguments;

    ClaimFunction(String label, Argument... arguments) {
        this.label = label;
        this.arguments = List.of(arguments);
    }

    String label() {
        return label;
    }

    List<Argument> arguments() {
        return arguments;
    }

    static Optional<ClaimFunction> of(String label) {
        return Stream.of(values()).filter(function -> function.label.equals(label)).findFirst();
    }

    static List<String> labels() {
        return Stream.of(values()).map(ClaimFunction::label).toList();
    }
}
