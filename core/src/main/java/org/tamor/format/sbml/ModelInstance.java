package org.tamor.format.sbml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.w3c.dom.Element;

/// A model, or one use of a model definition as a submodel, with its own copy of the elements.
final class ModelInstance {

    /// The namespace of the package `comp`.
    static final String COMP = "http://www.sbml.org/sbml/level3/version1/comp/version1";

    /// What a reference can point to.
    record Target(ModelInstance owner, Element element) {}

    private static final Set<String> REFERENCES =
            Set.of("portRef", "idRef", "unitRef", "metaIdRef");

    final Element model;
    final Optional<ModelInstance> parent;

    /// The `submodel` element in the parent.
    final Optional<Element> use;

    /// `A__B__` for submodel B of submodel A.
    final String prefix;

    private final String file;
    private final Map<String, Element> byId = new HashMap<>();
    private final Map<String, Element> byMetaId = new HashMap<>();
    private final Map<String, Element> units = new HashMap<>();
    private final Map<String, Element> ports = new HashMap<>();
    final Map<String, ModelInstance> submodels = new LinkedHashMap<>();

    ModelInstance(
            Element model,
            Optional<ModelInstance> parent,
            Optional<Element> use,
            String prefix,
            String file) {
        this.model = model;
        this.parent = parent;
        this.use = use;
        this.prefix = prefix;
        this.file = file;
        index(model);
    }

    /// An attribute of the package, "" where absent.
    static String attribute(Element element, String name) {
        return element.getAttributeNS(COMP, name).strip();
    }

    static boolean isComp(Element element) {
        return COMP.equals(element.getNamespaceURI());
    }

    private void index(Element parentElement) {
        for (Element element : XmlTree.children(parentElement)) {
            String namespace = XmlTree.namespace(element);
            boolean comp = isComp(element);
            if (!comp && !SbmlReader.isCore(namespace)) {
                continue;
            }
            String id = comp ? attribute(element, "id") : element.getAttribute("id").strip();
            String kind = element.getLocalName();
            if (!element.getAttribute("metaid").isBlank()) {
                byMetaId.putIfAbsent(element.getAttribute("metaid").strip(), element);
            }
            if (!id.isEmpty()) {
                switch (kind) {
                    case "unitDefinition" -> units.putIfAbsent(id, element);
                    case "port" -> ports.putIfAbsent(id, element);
                    case "localParameter", "deletion" -> {}
                    default -> byId.putIfAbsent(id, element);
                }
            }
            if (!kind.equals("annotation") && !kind.equals("notes")) {
                index(element);
            }
        }
    }

    Optional<Element> element(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Element> unit(String id) {
        return Optional.ofNullable(units.get(id));
    }

    ModelInstance submodel(String id, String element) {
        ModelInstance found = submodels.get(id);
        if (found == null) {
            throw fail(element, "there is no submodel '" + id + "'; correct the reference");
        }
        return found;
    }

    /// What an SBaseRef within this instance points to.
    Target resolve(Element reference) {
        return resolve(reference, 0);
    }

    private Target resolve(Element reference, int depth) {
        if (depth > SubmodelFlattener.MAXIMUM_DEPTH) {
            throw fail(reference.getLocalName(), "references are nested too deep");
        }
        Optional<Element> found = Optional.empty();
        String shown = "";
        for (String kind : REFERENCES) {
            String id = attribute(reference, kind);
            if (id.isEmpty()) {
                continue;
            }
            shown = kind + " '" + XmlCursor.shown(id) + "'";
            if (kind.equals("portRef")) {
                Element port = ports.get(id);
                if (port != null) {
                    Target target = resolve(port, depth + 1);
                    return inner(reference, target, depth);
                }
            } else {
                Map<String, Element> map =
                        switch (kind) {
                            case "idRef" -> byId;
                            case "unitRef" -> units;
                            default -> byMetaId;
                        };
                found = Optional.ofNullable(map.get(id));
            }
        }
        if (found.isEmpty()) {
            throw fail(
                    reference.getLocalName(),
                    "model '"
                            + model.getAttribute("id")
                            + "' has nothing for the reference "
                            + shown
                            + "; correct it");
        }
        return inner(reference, new Target(this, found.get()), depth);
    }

    /// Follows the reference's own `sBaseRef` into a submodel.
    private Target inner(Element reference, Target target, int depth) {
        List<Element> further = XmlTree.children(reference, "sBaseRef");
        if (further.isEmpty()) {
            return target;
        }
        String id = attribute(target.element, "id");
        return target.owner
                .submodel(id, reference.getLocalName())
                .resolve(further.getFirst(), depth + 1);
    }

    BadInputException fail(String element, String message) {
        return new BadInputException(
                "sbml.comp", Location.ofFile(file).withElement(element), message);
    }
}
