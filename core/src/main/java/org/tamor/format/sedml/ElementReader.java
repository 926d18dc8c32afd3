package org.tamor.format.sedml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sbml.MathMlReader;
import org.tamor.format.sbml.XmlCursor;

/// What all sections of a document are read with.
final class ElementReader {

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z_][\\w.-]*):(?!:)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern KISAO = Pattern.compile("KISAO[:_](\\d{1,7})");
    private static final Pattern ID = Pattern.compile("[A-Za-z_]\\w*");
    private static final int MAXIMUM_PATH = 2000;

    private final XmlCursor cursor;
    private final String namespace;
    private final MathMlReader math;
    private final Map<String, Location> ids = new HashMap<>();
    final List<String> notes = new ArrayList<>();

    ElementReader(XmlCursor cursor) {
        this.cursor = cursor;
        namespace = cursor.namespace();
        math = new MathMlReader(cursor, "http://sed-ml.org/");
    }

    XmlCursor cursor() {
        return cursor;
    }

    /// Visits the children that mean something: not notes, annotations and foreign elements.
    void children(XmlCursor.Visitor visitor) {
        cursor.childrenAmongText(name -> {
            if (cursor.namespace().equals(namespace)
                            && !name.equals("notes")
                            && !name.equals("annotation")
                    || name.equals("math")) {
                visitor.visit(name);
            }
        });
    }

    /// Visits the items of the present element, a list.
    void items(XmlCursor.Visitor visitor) {
        children(visitor);
    }

    /// Reads the children of an element that has none of interest.
    void empty() {
        children(_ -> {
            throw cursor.unexpected();
        });
    }

    /// The required id of the present element, which no other may have.
    String newId() {
        String id = cursor.required("id");
        claim(id);
        return id;
    }

    /// The id of the present element where it has one.
    String optionalId() {
        String id = cursor.attribute("id").orElse("");
        if (!id.isEmpty()) {
            claim(id);
        }
        return id;
    }

    /// An id that only its neighbours must not have.
    String localId() {
        String id = cursor.required("id");
        check(id);
        return id;
    }

    private void claim(String id) {
        check(id);
        Location other = ids.putIfAbsent(id, cursor.location());
        if (other != null) {
            throw cursor.fail(
                    "sedml.duplicate-id",
                    "the id '"
                            + id
                            + "' already belongs to the element of line "
                            + other.line()
                            + "; rename one of them");
        }
    }

    private void check(String id) {
        cursor.label(XmlCursor.shown(id));
        if (!ID.matcher(id).matches()) {
            throw cursor.fail(
                    "sedml.id",
                    "'"
                            + XmlCursor.shown(id)
                            + "' is not an id; use letters, digits and underscores, no digit first");
        }
    }

    String text(String attribute) {
        return cursor.attribute(attribute).orElse("");
    }

    /// The first of the attributes that is there; "" where none is.
    String text(String attribute, String older) {
        return cursor.attribute(attribute).or(() -> cursor.attribute(older)).orElse("");
    }

    boolean flag(String attribute, boolean otherwise) {
        return optionalFlag(attribute).orElse(otherwise);
    }

    Optional<Boolean> optionalFlag(String attribute) {
        return cursor.attribute(attribute)
                .map(text ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "1" -> true;
                            case "false", "0" -> false;
                            default ->
                                    throw cursor.fail(
                                            "sedml.attribute",
                                            "attribute '"
                                                    + attribute
                                                    + "' is '"
                                                    + XmlCursor.shown(text)
                                                    + "'; write true or false");
                        });
    }

    /// A finite number that must be there.
    double number(String attribute) {
        return cursor.finite(cursor.required(attribute), "attribute '" + attribute + "'");
    }

    OptionalDouble optionalNumber(String attribute) {
        Optional<String> text = cursor.attribute(attribute).filter(t -> !t.isEmpty());
        return text.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(cursor.finite(text.get(), "attribute '" + attribute + "'"));
    }

    int count(String attribute, int otherwise) {
        return cursor.attribute(attribute)
                .map(text -> cursor.integer(text, "attribute '" + attribute + "'"))
                .orElse(otherwise);
    }

    OptionalInt optionalCount(String attribute) {
        Optional<String> text = cursor.attribute(attribute);
        return text.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(cursor.integer(text.get(), "attribute '" + attribute + "'"));
    }

    /// The number of steps of a grid, under its new or its old name.
    int steps() {
        String name =
                cursor.attribute("numberOfSteps").isPresent() ? "numberOfSteps" : "numberOfPoints";
        int steps = cursor.integer(cursor.required(name), "attribute '" + name + "'");
        if (steps < 0 || steps > 10_000_000) {
            throw cursor.fail(
                    "sedml.attribute",
                    "attribute '"
                            + name
                            + "' is "
                            + steps
                            + "; it must lie between 0 and 10000000");
        }
        return steps;
    }

    /// The number of a KiSAO term; empty where the attribute is.
    OptionalInt kisao(String attribute) {
        String text = text(attribute);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                kisaoNumber(text)
                        .orElseThrow(() ->
                                cursor.fail(
                                        "sedml.kisao",
                                        "attribute '"
                                                + attribute
                                                + "' is '"
                                                + XmlCursor.shown(text)
                                                + "'; write a KiSAO term such as KISAO:0000019")));
    }

    static Optional<Integer> kisaoNumber(String text) {
        Matcher matcher = KISAO.matcher(text);
        return matcher.matches()
                ? Optional.of(Integer.valueOf(matcher.group(1)))
                : Optional.empty();
    }

    /// The target of the present element, with the namespaces of its prefixes.
    Target target(String attribute) {
        String path = text(attribute);
        if (path.length() > MAXIMUM_PATH) {
            throw cursor.fail(
                    "sedml.xpath",
                    "the target is longer than " + MAXIMUM_PATH + " characters; shorten it");
        }
        Map<String, String> prefixes = new HashMap<>();
        Matcher matcher = PREFIX.matcher(QUOTED.matcher(path).replaceAll("''"));
        while (matcher.find()) {
            String address = cursor.namespaceOf(matcher.group(1));
            if (!address.isEmpty()) {
                prefixes.put(matcher.group(1), address);
            }
        }
        return new Target(path, prefixes, cursor.location());
    }

    Target requiredTarget() {
        if (text("target").isBlank()) {
            throw cursor.missing("target");
        }
        return target("target");
    }

    /// Reads the present `math` element.
    Expression math() {
        return math.math();
    }

    /// A calculation that is being read.
    final class CalculationBuilder {
        private final List<VariableReference> variables = new ArrayList<>();
        private final Map<String, Double> parameters = new HashMap<>();
        private final List<Expression> formulas = new ArrayList<>(1);
        private final Location where = cursor.location();

        /// Takes a child of the present element where it belongs to a calculation.
        boolean child(String name) {
            switch (name) {
                case "listOfVariables" -> items(this::variable);
                case "listOfParameters" -> items(this::parameter);
                case "math" -> {
                    if (!formulas.isEmpty()) {
                        throw cursor.unexpected();
                    }
                    formulas.add(math());
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void variable(String element) {
            if (!element.equals("variable") && !element.equals("dependentVariable")) {
                throw cursor.unexpected();
            }
            String id = localId();
            if (variables.stream().anyMatch(v -> v.id().equals(id)) || parameters.containsKey(id)) {
                throw cursor.fail(
                        "sedml.duplicate-id",
                        "the calculation already has a variable or parameter '"
                                + id
                                + "'; rename one");
            }
            if (!text("target2").isEmpty()) {
                throw cursor.fail(
                        "sedml.unsupported",
                        "a relation of two targets (target2) is not computed here; remove it");
            }
            String name = text("name");
            String task = text("taskReference");
            String model = text("modelReference");
            Target target = target("target");
            String symbol = text("symbol");
            String term = text("term", "dimensionTerm");
            Location place = cursor.location();
            List<String> dimensions = new ArrayList<>();
            boolean[] remaining = {false};
            children(list -> {
                if (!list.equals("listOfAppliedDimensions")
                        && !list.equals("listOfRemainingDimensions")) {
                    throw cursor.unexpected();
                }
                remaining[0] = list.equals("listOfRemainingDimensions");
                items(_ -> {
                    dimensions.add(text("target", "dimensionTarget"));
                    empty();
                });
            });
            variables.add(
                    new VariableReference(
                            id,
                            name,
                            task,
                            model,
                            target,
                            symbol,
                            term,
                            dimensions,
                            remaining[0],
                            place));
        }

        private void parameter(String element) {
            if (!element.equals("parameter")) {
                throw cursor.unexpected();
            }
            String id = localId();
            double value = cursor.decimal(cursor.required("value"), "attribute 'value'");
            if (parameters.put(id, value) != null
                    || variables.stream().anyMatch(v -> v.id().equals(id))) {
                throw cursor.fail(
                        "sedml.duplicate-id",
                        "the calculation already has a variable or parameter '"
                                + id
                                + "'; rename one");
            }
            empty();
        }

        Calculation build() {
            if (formulas.isEmpty()) {
                throw new BadInputException(
                        "sedml.math", where, "the element has no 'math'; add the formula");
            }
            return new Calculation(variables, parameters, formulas.getFirst(), where);
        }
    }
}
