package org.tamor.sedml;

import java.util.Locale;
import java.util.Optional;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sedml.Target;
import org.tamor.model.Compartment;
import org.tamor.model.Species;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/// A number of a running model that a target and a symbol mean together.
///
/// @param id as the model's formulas name it; "" for time
/// @param measure how it is meant
record Quantity(String id, Measure measure) {

    /// How a quantity is meant.
    enum Measure {
        /// As the model's formulas read it.
        AS_READ,
        AMOUNT,
        CONCENTRATION,
        /// Its change per time.
        RATE,
        TIME,
        /// The optimum of a flux balance.
        OBJECTIVE
    }

    /// Finds what is meant.
    ///
    /// @throws BadInputException where there is no such thing in the model or it has no value
    static Quantity resolve(LoadedModel model, Target target, String symbol, Location where) {
        Optional<Measure> asked = measure(symbol, where);
        if (asked.equals(Optional.of(Measure.TIME)) || target.path().equals("time")) {
            return new Quantity("", Measure.TIME);
        }
        if (target.path().isBlank()) {
            throw new BadInputException(
                    "sedml.target",
                    where,
                    "the symbol " + symbol + " needs a target; add the element meant");
        }
        Node node = find(model, target);
        String attribute =
                node instanceof Attr one ? one.getLocalName() : attributeAtEnd(target, node);
        Element element = node instanceof Attr one ? one.getOwnerElement() : (Element) node;
        Measure measure =
                asked.orElse(
                        switch (attribute == null ? "" : attribute) {
                            case "initialAmount" -> Measure.AMOUNT;
                            case "initialConcentration" -> Measure.CONCENTRATION;
                            default -> Measure.AS_READ;
                        });
        return of(model, element, measure, where);
    }

    /// The element or attribute; a virtual attribute such as `@flux` stands for its element.
    private static Node find(LoadedModel model, Target target) {
        int at = target.path().lastIndexOf("/@");
        if (at > 0 && model.tree().find(target).isEmpty()) {
            return model.tree()
                    .one(
                            new Target(
                                    target.path().substring(0, at),
                                    target.prefixes(),
                                    target.where()));
        }
        Node node = model.tree().one(target);
        if (node instanceof Element || node instanceof Attr) {
            return node;
        }
        throw new BadInputException(
                "sedml.target",
                target.where(),
                "the target "
                        + ModelTree.shown(target.path())
                        + " is no element or attribute; correct it");
    }

    private static String attributeAtEnd(Target target, Node node) {
        int at = target.path().lastIndexOf("/@");
        return at > 0 && node instanceof Element ? target.path().substring(at + 2) : "";
    }

    private static Quantity of(
            LoadedModel model, Element element, Measure measure, Location where) {
        String kind = element.getLocalName();
        String id = idOf(element);
        boolean local =
                kind.equals("localParameter")
                        || kind.equals("parameter") && !reactionOf(element).isEmpty();
        if (local) {
            id = reactionOf(element) + "." + id;
        }
        return switch (kind) {
            case "species" -> {
                if (model.index().species(id).isEmpty()) {
                    throw unknown(kind, id, where);
                }
                yield new Quantity(id, measure);
            }
            case "parameter", "localParameter", "compartment", "reaction", "speciesReference" -> {
                boolean known = local || model.index().isQuantity(id);
                if (id.isEmpty() || !known) {
                    throw unknown(kind, id, where);
                }
                if (measure == Measure.AMOUNT || measure == Measure.CONCENTRATION) {
                    throw new BadInputException(
                            "sedml.target",
                            where,
                            "a " + kind + " has no amount or concentration; name a species");
                }
                yield new Quantity(id, measure);
            }
            case "objective" -> new Quantity(id, Measure.OBJECTIVE);
            default ->
                    throw new BadInputException(
                            "sedml.target",
                            where,
                            "a "
                                    + kind
                                    + " has no value; name a species, parameter, compartment or reaction");
        };
    }

    private static BadInputException unknown(String kind, String id, Location where) {
        return new BadInputException(
                "sedml.target",
                where,
                "the " + kind + " '" + id + "' is no quantity of the model that is simulated");
    }

    /// The id, which packages have in their own namespace and Level 1 calls a name.
    private static String idOf(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            if ("id".equals(attributes.item(i).getLocalName())) {
                return attributes.item(i).getNodeValue();
            }
        }
        return element.getAttribute("name");
    }

    private static String reactionOf(Element parameter) {
        for (Node node = parameter.getParentNode(); node != null; node = node.getParentNode()) {
            if (node instanceof Element element && "reaction".equals(element.getLocalName())) {
                return idOf(element);
            }
        }
        return "";
    }

    /// What a symbol asks for; empty for nothing.
    private static Optional<Measure> measure(String symbol, Location where) {
        return switch (symbol.toLowerCase(Locale.ROOT).replace("kisao_", "kisao:")) {
            case "" -> Optional.empty();
            case "urn:sedml:symbol:time", "kisao:0000832", "time" -> Optional.of(Measure.TIME);
            case "urn:sedml:symbol:amount", "kisao:0000836" -> Optional.of(Measure.AMOUNT);
            case "urn:sedml:symbol:concentration", "kisao:0000838" ->
                    Optional.of(Measure.CONCENTRATION);
            case "urn:sedml:symbol:rateofchange",
                    "kisao:0000834",
                    "kisao:0000647",
                    "kisao:0000652",
                    "kisao:0000655" ->
                    Optional.of(Measure.RATE);
            case "kisao:0000639", "kisao:0000645" -> Optional.of(Measure.AS_READ);
            default ->
                    throw new BadInputException(
                            "sedml.symbol",
                            where,
                            "the symbol "
                                    + ModelTree.shown(symbol)
                                    + " is not computed here; there are time (KISAO:0000832), amount"
                                    + " (KISAO:0000836), concentration (KISAO:0000838) and rate of change"
                                    + " (KISAO:0000834)");
        };
    }

    /// The number as a formula over the model's ids.
    Expression expression(LoadedModel model) {
        Expression read = new Expression.Symbol(id);
        return switch (measure) {
            case AS_READ, OBJECTIVE -> read;
            case TIME -> new Expression.Time();
            case RATE -> new Expression.Apply(Operator.RATE_OF, read);
            case AMOUNT -> scale(model, read, Operator.TIMES, true);
            case CONCENTRATION -> scale(model, read, Operator.DIVIDE, false);
        };
    }

    /// What to assign to the id so that the quantity has this value.
    Expression assigned(LoadedModel model, double value, Location where) {
        Expression constant = new Expression.Constant(value);
        return switch (measure) {
            case AS_READ -> constant;
            case AMOUNT -> scale(model, constant, Operator.DIVIDE, true);
            case CONCENTRATION -> scale(model, constant, Operator.TIMES, false);
            case RATE, TIME, OBJECTIVE ->
                    throw new BadInputException(
                            "sedml.not-settable",
                            where,
                            "time, rates and optima cannot be set; name a quantity");
        };
    }

    private Expression scale(
            LoadedModel model, Expression value, Operator operator, boolean wantsAmount) {
        Species species = model.index().species(id).orElseThrow();
        boolean sized =
                model.index()
                        .compartment(species.compartment())
                        .filter(Quantity::isSized)
                        .isPresent();
        boolean readsAmount = species.substanceOnly() || !sized;
        return readsAmount == wantsAmount || !sized
                ? value
                : new Expression.Apply(
                        operator, value, new Expression.Symbol(species.compartment()));
    }

    private static boolean isSized(Compartment compartment) {
        return compartment.dimensions() != 0 || compartment.size().isPresent();
    }
}
