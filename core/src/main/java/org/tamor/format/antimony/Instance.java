package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// One use of a module: the main model, or a submodel of it at some depth.
final class Instance {

    private static final Set<String> UNCERTAINTIES =
            Set.of(
                    "mean",
                    "stdev",
                    "standardDeviation",
                    "coefficientOfVariation",
                    "kurtosis",
                    "median",
                    "mode",
                    "sampleSize",
                    "skewness",
                    "standardError",
                    "variance",
                    "confidenceInterval",
                    "credibleInterval",
                    "interquartileRange",
                    "range",
                    "distribution",
                    "externalParameter");

    final ModuleSource source;
    final String prefix;
    final int depth;
    final Map<String, Variable> variables = new LinkedHashMap<>();
    final Map<String, Instance> children = new LinkedHashMap<>();
    final Map<String, Statement.UnitDeclaration> units = new LinkedHashMap<>();
    final Map<String, String> unitNames = new LinkedHashMap<>();
    private final List<Variable> all;

    /// @param all where every variable of every instance is listed, in order of appearance
    Instance(ModuleSource source, String prefix, int depth, List<Variable> all) {
        this.source = source;
        this.prefix = prefix;
        this.depth = depth;
        this.all = all;
    }

    /// What a name means here; plain names that are new become variables.
    Variable resolve(String name, Location at) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return variables.computeIfAbsent(name, key -> create(key, at)).find();
        }
        Instance inner = this;
        String rest = name;
        while (dot > 0) {
            Instance child = inner.children.get(rest.substring(0, dot));
            if (child == null) {
                throw unknown(name, rest.substring(0, dot), at);
            }
            inner = child;
            rest = rest.substring(dot + 1);
            dot = rest.indexOf('.');
        }
        Variable found = inner.variables.get(rest);
        if (found == null) {
            throw new BadInputException(
                    "antimony.unknown-name",
                    at.withElement(name),
                    "the model "
                            + inner.source.name
                            + " has nothing called "
                            + rest
                            + "; check the name "
                            + name);
        }
        return found.find();
    }

    private BadInputException unknown(String name, String part, Location at) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (UNCERTAINTIES.contains(last)) {
            return TokenCursor.unsupported(at, "the uncertainty '" + name + "'");
        }
        return new BadInputException(
                "antimony.unknown-name",
                at.withElement(name),
                "there is no submodel "
                        + part
                        + "; add '"
                        + part
                        + ": someModel()', or correct the name "
                        + name);
    }

    private Variable create(String name, Location at) {
        Variable variable = new Variable(prefix + name, depth, at);
        all.add(variable);
        return variable;
    }

    /// A name that is not taken here: `stem` with the first free number.
    String freshName(String stem) {
        int number = 0;
        while (variables.containsKey(stem + number)) {
            number++;
        }
        return stem + number;
    }

    static List<Variable> newList() {
        return new ArrayList<>();
    }
}
