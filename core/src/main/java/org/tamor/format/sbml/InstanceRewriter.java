package org.tamor.format.sbml;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Gives the elements of an instance their final ids and converts its formulas to the units of the
/// whole, by section 3.10 of the specification of `comp`.
///
/// With T and X the products of the time and extent conversion factors of the submodel and all
/// around it: `time` becomes `time / T`; a delay and the second argument of `delay` are multiplied
/// by T; rates of rate rules and `rateOf` are divided and multiplied by it; a rate law is multiplied
/// by `X / T`, and a reaction's id in a formula by `T / X`. A replaced element becomes its
/// replacement divided by the conversion factor of the replacement, and what is assigned to it is
/// multiplied by that.
@SuppressWarnings("ReferenceEquality") // elements of a tree are told apart by identity
final class InstanceRewriter {

    private static final Set<String> ID_REFERENCES =
            Set.of("compartment", "species", "variable", "symbol", "conversionFactor");

    private static final Set<String> UNIT_REFERENCES =
            Set.of(
                    "units",
                    "substanceUnits",
                    "timeUnits",
                    "volumeUnits",
                    "areaUnits",
                    "lengthUnits",
                    "extentUnits");

    /// What an id means after replacement.
    private record Meaning(Element element, Optional<Element> factor) {}

    private final Replacements replacements;
    private final IdentityHashMap<Element, ModelInstance> owners;
    private final IdentityHashMap<Element, String> names = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();

    InstanceRewriter(
            Replacements replacements, IdentityHashMap<Element, ModelInstance> owners) {
        this.replacements = replacements;
        this.owners = owners;
    }

    void rewrite(ModelInstance instance) {
        spreadConversionFactor(instance);
        for (Element list : XmlTree.children(instance.model)) {
            if (SbmlReader.isCore(XmlTree.namespace(list))) {
                rewrite(list, instance, Set.of());
            }
        }
        instance.model.removeAttribute("conversionFactor");
        for (String attribute : UNIT_REFERENCES) {
            rewriteUnit(instance.model, attribute, instance);
        }
    }

    /// Writes a model's conversion factor at each of its species, as the models around it need not
    /// have it.
    private static void spreadConversionFactor(ModelInstance instance) {
        String factor = instance.model.getAttribute("conversionFactor");
        if (!factor.isEmpty()) {
            for (Element species : XmlTree.items(instance.model, "listOfSpecies")) {
                if (!species.hasAttribute("conversionFactor")) {
                    species.setAttribute("conversionFactor", factor);
                }
            }
        }
    }

    private void rewrite(Element element, ModelInstance instance, Set<String> locals) {
        String kind = element.getLocalName();
        if (kind.equals("annotation") || kind.equals("notes")) {
            if (instance.parent.isPresent()) {
                XmlTree.remove(element);
            }
            return;
        }
        Optional<Element> factor = Optional.empty();
        for (String attribute : ID_REFERENCES) {
            String id = element.getAttribute(attribute).strip();
            if (!id.isEmpty()) {
                Optional<Meaning> meaning = meaning(id, instance);
                if (meaning.isPresent()) {
                    element.setAttribute(attribute, name(meaning.get().element));
                    if (attribute.equals("variable") || attribute.equals("symbol")) {
                        factor = meaning.get().factor;
                    }
                }
            }
        }
        for (String attribute : UNIT_REFERENCES) {
            rewriteUnit(element, attribute, instance);
        }
        Set<String> inner = locals;
        if (kind.equals("kineticLaw")) {
            inner = new HashSet<>(locals);
            for (Element parameter : XmlTree.items(element, "listOfLocalParameters")) {
                inner.add(parameter.getAttribute("id").strip());
            }
        }
        for (Element child : XmlTree.children(element)) {
            if (XmlTree.namespace(child).equals(XmlTree.MATHML)) {
                rewriteMath(element, child, instance, inner, factor);
            } else if (SbmlReader.isCore(XmlTree.namespace(child))) {
                rewrite(child, instance, inner);
            }
        }
        if (!element.getAttribute("id").isBlank() && !kind.equals("localParameter")) {
            element.setAttribute("id", name(element));
        }
        if (instance.parent.isPresent()) {
            element.removeAttribute("metaid");
        }
    }

    private void rewriteUnit(Element element, String attribute, ModelInstance instance) {
        String unit = element.getAttribute(attribute).strip();
        if (!unit.isEmpty()) {
            instance.unit(unit)
                    .map(replacements::current)
                    .ifPresent(definition -> element.setAttribute(attribute, name(definition)));
        }
    }

    /// The final id of an element that is left.
    private String name(Element element) {
        String known = names.get(element);
        if (known != null) {
            return known;
        }
        Element giver = replacements.nameGiver(element);
        String name = owner(giver).prefix + giver.getAttribute("id").strip();
        while (!taken.add((element.getLocalName().equals("unitDefinition") ? "unit " : "") + name)) {
            name += "_";
        }
        names.put(element, name);
        return name;
    }

    private ModelInstance owner(Element element) {
        ModelInstance owner = owners.get(element);
        if (owner == null) {
            throw new IllegalStateException("an element has no model: " + element.getLocalName());
        }
        return owner;
    }

    /// Follows replacements; empty where the instance has no such element, as for function
    /// arguments.
    private Optional<Meaning> meaning(String id, ModelInstance instance) {
        Optional<Element> found = instance.element(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Element element = found.get();
        Optional<Element> factor = Optional.empty();
        for (Optional<Replacements.Step> step = replacements.step(element);
                step.isPresent();
                step = replacements.step(element)) {
            Element replacement = step.get().replacement();
            String factorId = step.get().factor();
            if (!factorId.isEmpty()) {
                Element symbol = symbol(factorId, owner(replacement));
                factor =
                        Optional.of(
                                factor.map(f -> apply("times", f, symbol)).orElse(symbol));
            }
            element = replacement;
        }
        return Optional.of(new Meaning(element, factor));
    }

    /// The formula for what an id means in an instance.
    private Element symbol(String id, ModelInstance instance) {
        Optional<Meaning> meaning = meaning(id, instance);
        Document document = instance.model.getOwnerDocument();
        Element name = document.createElementNS(XmlTree.MATHML, "ci");
        if (meaning.isEmpty()) {
            name.setTextContent(id);
            return name;
        }
        Element element = meaning.get().element;
        name.setTextContent(name(element));
        Element result = name;
        if (element.getLocalName().equals("reaction")) {
            ModelInstance home = owner(element);
            result = scale(result, "times", factor(home, "timeConversionFactor"));
            result = scale(result, "divide", factor(home, "extentConversionFactor"));
        }
        return scale(result, "divide", meaning.get().factor);
    }

    /// The product of an instance's conversion factor and those around it.
    private Optional<Element> factor(ModelInstance instance, String attribute) {
        if (instance.parent.isEmpty() || instance.use.isEmpty()) {
            return Optional.empty();
        }
        Optional<Element> outer = factor(instance.parent.get(), attribute);
        String id = ModelInstance.attribute(instance.use.get(), attribute);
        if (id.isEmpty()) {
            return outer;
        }
        Element own = symbol(id, instance.parent.get());
        return Optional.of(outer.map(o -> apply("times", o, own)).orElse(own));
    }

    private static Element scale(Element formula, String operator, Optional<Element> factor) {
        return factor.map(f -> apply(operator, formula, f)).orElse(formula);
    }

    private static Element apply(String operator, Element left, Element right) {
        Document document = left.getOwnerDocument();
        Element apply = document.createElementNS(XmlTree.MATHML, "apply");
        apply.appendChild(document.createElementNS(XmlTree.MATHML, operator));
        apply.appendChild(document.adoptNode(left.cloneNode(true)));
        apply.appendChild(document.adoptNode(right.cloneNode(true)));
        return apply;
    }

    /// Rewrites the formula of an SBML element.
    private void rewriteMath(
            Element holder,
            Element math,
            ModelInstance instance,
            Set<String> locals,
            Optional<Element> factor) {
        List<Element> formulas = XmlTree.children(math);
        if (formulas.isEmpty()) {
            return;
        }
        Element formula = formulas.getFirst();
        Element rewritten = formula(formula, instance, locals);
        Optional<Element> time = factor(instance, "timeConversionFactor");
        rewritten =
                switch (holder.getLocalName()) {
                    case "kineticLaw" ->
                            scale(
                                    scale(
                                            rewritten,
                                            "times",
                                            factor(instance, "extentConversionFactor")),
                                    "divide",
                                    time);
                    case "rateRule" -> scale(scale(rewritten, "times", factor), "divide", time);
                    case "delay" -> scale(rewritten, "times", time);
                    default -> scale(rewritten, "times", factor);
                };
        if (rewritten != formula) {
            Node parent = formula.getParentNode();
            if (parent == null) {
                math.appendChild(rewritten);
            } else {
                parent.replaceChild(rewritten, formula);
            }
        }
    }

    /// Returns what is to stand in place of a node of a formula, or the node, changed inside.
    private Element formula(Element node, ModelInstance instance, Set<String> locals) {
        return switch (node.getLocalName()) {
            case "ci" -> {
                String id = node.getTextContent().strip();
                yield locals.contains(id) || instance.element(id).isEmpty()
                        ? node
                        : symbol(id, instance);
            }
            case "csymbol" ->
                    url(node).endsWith("/time")
                            ? scale(node, "divide", factor(instance, "timeConversionFactor"))
                            : node;
            case "lambda" -> lambda(node, instance, locals);
            case "apply" -> apply(node, instance, locals);
            case "cn" -> number(node, instance);
            case "annotation", "annotation-xml" -> node;
            default -> {
                for (Element child : XmlTree.children(node)) {
                    put(node, child, formula(child, instance, locals));
                }
                yield node;
            }
        };
    }

    private Element lambda(Element node, ModelInstance instance, Set<String> locals) {
        Set<String> bound = new HashSet<>(locals);
        XmlTree.children(node, "bvar")
                .forEach(variable -> bound.add(variable.getTextContent().strip()));
        for (Element child : XmlTree.children(node)) {
            if (!child.getLocalName().equals("bvar")) {
                put(node, child, formula(child, instance, bound));
            }
        }
        return node;
    }

    private Element number(Element number, ModelInstance instance) {
        String core = XmlTree.namespace(instance.model);
        String unit = number.getAttributeNS(core, "units").strip();
        instance.unit(unit)
                .map(replacements::current)
                .ifPresent(definition ->
                        number.setAttributeNS(core, "sbml:units", name(definition)));
        return number;
    }

    private static String url(Element csymbol) {
        return csymbol.getAttribute("definitionURL").strip();
    }

    private static void put(Element parent, Element former, Element replacement) {
        if (former != replacement) {
            parent.replaceChild(replacement, former);
        }
    }

    private Element apply(Element apply, ModelInstance instance, Set<String> locals) {
        List<Element> parts = XmlTree.children(apply);
        Optional<Element> time = factor(instance, "timeConversionFactor");
        String head = parts.isEmpty() ? "" : parts.getFirst().getLocalName();
        if (head.equals("ci")) {
            String id = parts.getFirst().getTextContent().strip();
            meaning(id, instance)
                    .ifPresent(m -> parts.getFirst().setTextContent(name(m.element)));
        }
        if (head.equals("csymbol") && url(parts.getFirst()).endsWith("/rateOf")) {
            return rateOf(apply, parts, instance, locals, time);
        }
        for (int i = head.isEmpty() ? 0 : 1; i < parts.size(); i++) {
            Element rewritten = formula(parts.get(i), instance, locals);
            boolean delay =
                    i == 2
                            && head.equals("csymbol")
                            && url(parts.getFirst()).endsWith("/delay");
            put(apply, parts.get(i), delay ? scale(rewritten, "times", time) : rewritten);
        }
        return apply;
    }

    private Element rateOf(
            Element apply,
            List<Element> parts,
            ModelInstance instance,
            Set<String> locals,
            Optional<Element> time) {
        if (parts.size() != 2 || !parts.get(1).getLocalName().equals("ci")) {
            return apply;
        }
        String id = parts.get(1).getTextContent().strip();
        Optional<Meaning> meaning =
                locals.contains(id) ? Optional.empty() : meaning(id, instance);
        meaning.ifPresent(m -> parts.get(1).setTextContent(name(m.element)));
        Element result = scale(apply, "times", time);
        return scale(result, "divide", meaning.flatMap(Meaning::factor));
    }
}
