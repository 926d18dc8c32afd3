package org.tamor.format.sbml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Puts the submodels of the package `comp`, Version 1, in place of their uses: the outcome is a
/// document of SBML core.
///
/// Deletions and replacements are made from the innermost model outwards; then every element left
/// gets its final id (submodel `A`'s `x` becomes `A__x`, a replaced element has its replacement's
/// id) and formulas are rewritten ([InstanceRewriter]). External model definitions are read from
/// files in the folder of the document only. Annotations of submodels are left out.
final class SubmodelFlattener {

    static final int MAXIMUM_DEPTH = 50;
    private static final int MAXIMUM_INSTANCES = 10_000;
    private static final int MAXIMUM_FILES = 100;
    private static final long MAXIMUM_ELEMENTS = 5_000_000;

    /// A document with its model definitions.
    private record Source(String file, Element root, Map<String, Element> definitions) {}

    /// A model with the document in which its own definitions are looked up.
    private record Definition(Source source, Element model) {}

    private final Optional<Path> folder;
    private final Map<String, Source> sources = new HashMap<>();
    private final List<ModelInstance> instances = new ArrayList<>();
    private final Replacements replacements = new Replacements();
    private long elements;

    private SubmodelFlattener(Optional<Path> folder) {
        this.folder = folder;
    }

    /// @param folder where external models are looked for; empty where there is none
    static byte[] flatten(byte[] bytes, String name, Optional<Path> folder) {
        SubmodelFlattener flattener = new SubmodelFlattener(folder);
        Source source = flattener.source(bytes, name);
        List<Element> models = XmlTree.children(source.root, "model");
        if (models.isEmpty()) {
            throw new BadInputException(
                    "sbml.no-model", Location.ofFile(name), "the file holds no model");
        }
        ModelInstance root =
                flattener.instantiate(
                        new Definition(source, models.getFirst()),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        0);
        IdentityHashMap<Element, ModelInstance> owners = new IdentityHashMap<>();
        flattener.instances.forEach(instance -> own(instance.model, instance, owners));
        flattener.replace(root);
        InstanceRewriter rewriter = new InstanceRewriter(flattener.replacements, owners);
        flattener.instances.forEach(rewriter::rewrite);
        flattener.instances.stream().skip(1).forEach(instance -> merge(instance, root));
        return document(source.root, root.model);
    }

    private static void own(
            Element element,
            ModelInstance instance,
            IdentityHashMap<Element, ModelInstance> owners) {
        owners.put(element, instance);
        XmlTree.children(element).forEach(child -> own(child, instance, owners));
    }

    private Source source(byte[] bytes, String name) {
        Document document = XmlTree.parse(bytes, name);
        Element root = document.getDocumentElement();
        Map<String, Element> definitions = new HashMap<>();
        for (Element definition : XmlTree.items(root, "listOfModelDefinitions")) {
            definitions.put(definition.getAttribute("id").strip(), definition);
        }
        for (Element definition : XmlTree.items(root, "listOfExternalModelDefinitions")) {
            definitions.put(ModelInstance.attribute(definition, "id"), definition);
        }
        for (Element model : XmlTree.children(root, "model")) {
            if (!model.getAttribute("id").isBlank()) {
                definitions.putIfAbsent(model.getAttribute("id").strip(), model);
            }
        }
        return new Source(name, root, definitions);
    }

    private ModelInstance instantiate(
            Definition definition,
            Optional<ModelInstance> parent,
            Optional<Element> use,
            String prefix,
            int depth) {
        elements += definition.model.getElementsByTagNameNS("*", "*").getLength() + 1;
        if (depth > MAXIMUM_DEPTH
                || instances.size() >= MAXIMUM_INSTANCES
                || elements > MAXIMUM_ELEMENTS) {
            throw fail(
                    definition.source,
                    "model " + definition.model.getAttribute("id"),
                    "more than "
                            + MAXIMUM_INSTANCES
                            + " submodels, or deeper than "
                            + MAXIMUM_DEPTH
                            + ", or contained in themselves; make the model smaller");
        }
        Element copy = (Element) definition.model.cloneNode(true);
        ModelInstance instance =
                new ModelInstance(copy, parent, use, prefix, definition.source.file);
        instances.add(instance);
        for (Element submodel : XmlTree.items(copy, "listOfSubmodels")) {
            String id = ModelInstance.attribute(submodel, "id");
            String reference = ModelInstance.attribute(submodel, "modelRef");
            Definition inner = find(definition.source, reference, id, 0);
            instance.submodels.put(
                    id,
                    instantiate(
                            inner,
                            Optional.of(instance),
                            Optional.of(submodel),
                            prefix + id + "__",
                            depth + 1));
        }
        return instance;
    }

    private static BadInputException fail(Source source, String element, String message) {
        return new BadInputException(
                "sbml.comp", Location.ofFile(source.file).withElement(element), message);
    }

    private Definition find(Source source, String reference, String submodel, int depth) {
        Element found = source.definitions.get(reference);
        if (found == null || depth > MAXIMUM_DEPTH) {
            throw fail(
                    source,
                    "submodel " + submodel,
                    "there is no model definition '" + XmlCursor.shown(reference) + "'; add it");
        }
        if (!found.getLocalName().equals("externalModelDefinition")) {
            return new Definition(source, found);
        }
        Source external = external(source, ModelInstance.attribute(found, "source"));
        String model = ModelInstance.attribute(found, "modelRef");
        List<Element> main = XmlTree.children(external.root, "model");
        if (model.isEmpty() && !main.isEmpty()) {
            return new Definition(external, main.getFirst());
        }
        return find(external, model, submodel, depth + 1);
    }

    private Source external(Source from, String name) {
        Source known = sources.get(name);
        if (known != null) {
            return known;
        }
        String element = "externalModelDefinition " + XmlCursor.shown(name);
        if (!name.matches("[A-Za-z0-9_ +-][A-Za-z0-9_. +-]*") || folder.isEmpty()) {
            throw fail(
                    from,
                    element,
                    "external models are read from the model's own folder only; give a plain file"
                            + " name there");
        }
        Path file = folder.get().resolve(name);
        if (!Files.isRegularFile(file) || sources.size() >= MAXIMUM_FILES) {
            throw fail(from, element, "there is no such file in the model's folder; add it");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = SbmlReader.bytes(stream);
        } catch (IOException failure) {
            throw fail(from, element, "the file cannot be read: " + failure.getMessage());
        }
        Source source = source(bytes, file.toString());
        if (!XmlTree.namespace(source.root).equals(XmlTree.namespace(from.root))) {
            throw fail(
                    from,
                    element,
                    "the file is of another SBML Level or Version; convert it to the same");
        }
        sources.put(name, source);
        return source;
    }

    /// Makes the deletions and replacements of an instance, those of its submodels first.
    private void replace(ModelInstance instance) {
        instance.submodels.values().forEach(this::replace);
        for (Element submodel : XmlTree.items(instance.model, "listOfSubmodels")) {
            String id = ModelInstance.attribute(submodel, "id");
            ModelInstance inner = instance.submodel(id, "submodel");
            for (Element deletion : XmlTree.items(submodel, "listOfDeletions")) {
                delete(inner.resolve(deletion));
            }
        }
        for (Element element : coreElements(instance.model)) {
            for (Element replaced : XmlTree.items(element, "listOfReplacedElements")) {
                replaceElement(instance, element, replaced);
            }
            for (Element by : XmlTree.children(element, "replacedBy")) {
                String id = ModelInstance.attribute(by, "submodelRef");
                ModelInstance.Target target = instance.submodel(id, "replacedBy").resolve(by);
                checkCircle(instance, "replacedBy", element, target.element());
                replacements.replaceBy(element, target.element());
                XmlTree.remove(element);
            }
        }
    }

    private void replaceElement(ModelInstance instance, Element element, Element replaced) {
        if (!ModelInstance.attribute(replaced, "deletion").isEmpty()) {
            return;
        }
        String id = ModelInstance.attribute(replaced, "submodelRef");
        ModelInstance.Target target =
                instance.submodel(id, "replacedElement").resolve(replaced);
        if (ModelInstance.isComp(target.element())) {
            throw instance.fail(
                    "replacedElement",
                    "a "
                            + target.element().getLocalName()
                            + " is replaced, which Tamor does not do; replace its elements");
        }
        String factor = ModelInstance.attribute(replaced, "conversionFactor");
        Element former = replacements.current(target.element());
        checkCircle(instance, "replacedElement", former, element);
        replacements.replace(former, element, factor);
        XmlTree.remove(former);
    }

    private void checkCircle(
            ModelInstance instance, String kind, Element former, Element replacement) {
        if (replacements.current(replacement).isSameNode(former)) {
            throw instance.fail(
                    kind,
                    "'"
                            + XmlCursor.shown(former.getAttribute("id"))
                            + "' is replaced twice, so that it takes its own place; remove one of the replacements");
        }
    }

    private void delete(ModelInstance.Target target) {
        Element element = replacements.current(target.element());
        if (element.getLocalName().equals("submodel")) {
            String id = ModelInstance.attribute(element, "id");
            clear(target.owner().submodel(id, "deletion"));
        } else {
            XmlTree.remove(element);
        }
    }

    private static void clear(ModelInstance instance) {
        XmlTree.children(instance.model).forEach(XmlTree::remove);
        instance.submodels.values().forEach(SubmodelFlattener::clear);
    }

    private static List<Element> coreElements(Element model) {
        List<Element> found = new ArrayList<>();
        for (Element child : XmlTree.children(model)) {
            if (SbmlReader.isCore(XmlTree.namespace(child))) {
                found.add(child);
                found.addAll(coreElements(child));
            }
        }
        return found;
    }

    /// Appends the elements of a submodel to the lists of the whole.
    private static void merge(ModelInstance instance, ModelInstance root) {
        for (Element list : XmlTree.children(instance.model)) {
            if (!SbmlReader.isCore(XmlTree.namespace(list))
                    || !list.getLocalName().startsWith("listOf")) {
                continue;
            }
            Document document = root.model.getOwnerDocument();
            List<Element> own = XmlTree.children(root.model, list.getLocalName());
            Element target;
            if (own.isEmpty()) {
                target = document.createElementNS(list.getNamespaceURI(), list.getLocalName());
                root.model.appendChild(target);
            } else {
                target = own.getFirst();
            }
            for (Element item : XmlTree.children(list)) {
                if (!item.getLocalName().equals("notes")
                        && !item.getLocalName().equals("annotation")) {
                    target.appendChild(document.adoptNode(item));
                }
            }
        }
    }

    private static byte[] document(Element root, Element model) {
        String core = XmlTree.namespace(root);
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append("<sbml xmlns=\"").append(core).append("\" level=\"");
        text.append(root.getAttribute("level")).append("\" version=\"");
        text.append(root.getAttribute("version")).append("\">\n");
        XmlTree.write(model, core, core, text);
        return XmlTree.bytes(text.append("</sbml>\n"));
    }
}
