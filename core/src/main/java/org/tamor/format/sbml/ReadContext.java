package org.tamor.format.sbml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.model.Annotation;

/// What the readers of SBML's elements share: the cursor, the Level, the name space, annotations,
/// notes.
final class ReadContext {

    private final XmlCursor cursor;
    private final int level;
    private final int version;
    private final String namespace;
    private final MathMlReader mathReader;
    private final Map<String, String> identifiers = new HashMap<>();
    private final Map<String, List<Annotation>> annotations = new HashMap<>();
    private final Map<String, String> symbols = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    ReadContext(XmlCursor cursor, int level, int version, String namespace) {
        this.cursor = cursor;
        this.level = level;
        this.version = version;
        this.namespace = namespace;
        this.mathReader = new MathMlReader(cursor);
    }

    XmlCursor cursor() {
        return cursor;
    }

    int level() {
        return level;
    }

    int version() {
        return version;
    }

    MathMlReader mathReader() {
        return mathReader;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    void note(String text) {
        notes.add(text);
    }

    /// The statements about an element, in the order of the file.
    List<Annotation> annotations(String element) {
        return annotations.getOrDefault(element, List.of());
    }

    /// The address of what the annotation of a function definition says that it stands for; "" where
    /// it says nothing.
    String symbol(String function) {
        return symbols.getOrDefault(function, "");
    }

    /// Visits the children of the present element that belong to SBML core or MathML, notes and
    /// annotations aside.
    ///
    /// @param element the id to which statements of the annotation are attached; absent where they
    ///   are to be ignored
    void content(Optional<String> element, XmlCursor.Visitor visitor) {
        String about = "#" + cursor.attribute("metaid").orElse("");
        cursor.children(name -> {
            String childNamespace = cursor.namespace();
            if (!childNamespace.equals(namespace) && !name.equals("math")) {
                if (childNamespace.isEmpty() || SbmlReader.isCore(childNamespace)) {
                    throw cursor.fail(
                            "sbml.element",
                            "element '"
                                    + XmlCursor.shown(name)
                                    + "' is not in the file's SBML namespace");
                }
                return;
            }
            switch (name) {
                case "notes" -> {}
                case "annotation", "annotations" -> element.ifPresent(id -> annotation(about, id));
                default -> visitor.visit(name);
            }
        });
    }

    /// Visits the items of a list element.
    void list(XmlCursor.Visitor visitor, String... itemNames) {
        content(
                Optional.empty(),
                name -> {
                    if (!List.of(itemNames).contains(name)) {
                        throw cursor.unexpected();
                    }
                    visitor.visit(name);
                });
    }

    /// Passes over the content of an element that should hold notes and annotations only.
    void noContent(Optional<String> element) {
        content(
                element,
                name -> {
                    throw cursor.unexpected();
                });
    }

    /// Reads and registers the id of the present element; Level 1 calls it `name`.
    String newId() {
        String id = cursor.required(level == 1 ? "name" : "id");
        register(id);
        return id;
    }

    /// Reads and registers the id of an element that need not have one; "" where it has none.
    String newOptionalId() {
        return level > 1 && cursor.attribute("id").isPresent() ? newId() : "";
    }

    /// Reads an id that is unique in some smaller name space.
    String localId(Set<String> known) {
        String id = cursor.required(level == 1 ? "name" : "id");
        check(id);
        if (!known.add(id)) {
            throw cursor.fail(
                    "sbml.duplicate-id", "the id '" + id + "' is given twice here; rename one");
        }
        return id;
    }

    private void register(String id) {
        check(id);
        String other = identifiers.putIfAbsent(id, cursor.localName());
        if (other != null) {
            throw cursor.fail(
                    "sbml.duplicate-id",
                    "the id '" + id + "' already belongs to a " + other + "; rename one of them");
        }
    }

    private void check(String id) {
        cursor.label(XmlCursor.shown(id));
        if (!Identifiers.isValid(id)) {
            throw cursor.fail(
                    "sbml.id",
                    "'"
                            + XmlCursor.shown(id)
                            + "' is not an identifier; use letters, digits and underscores, no digit first");
        }
    }

    /// The display name; "" where there is none.
    String name() {
        return level == 1 ? "" : cursor.attribute("name").orElse("");
    }

    /// A required reference to another element.
    String reference(String attribute) {
        return cursor.required(attribute);
    }

    /// A boolean that Level 3 requires and that earlier Levels default.
    boolean flag(String attribute, boolean earlierDefault) {
        Optional<Boolean> value = cursor.flag(attribute);
        if (value.isEmpty() && level >= 3) {
            throw cursor.missing(attribute);
        }
        return value.orElse(earlierDefault);
    }

    /// A number that Level 3 requires and that earlier Levels default.
    double number(String attribute, double earlierDefault) {
        OptionalDouble value = cursor.number(attribute);
        if (value.isEmpty() && level >= 3) {
            throw cursor.missing(attribute);
        }
        return value.orElse(earlierDefault);
    }

    /// Reads the one `math` child of the present element. Only Level 3 Version 2 allows it to be
    /// absent.
    Optional<Expression> mathContent(Optional<String> element) {
        List<Expression> found = new ArrayList<>(1);
        content(
                element,
                name -> {
                    if (!name.equals("math") || !found.isEmpty()) {
                        throw cursor.unexpected();
                    }
                    found.add(mathReader.math());
                });
        requireMath(!found.isEmpty());
        return found.stream().findFirst();
    }

    void requireMath(boolean found) {
        if (!found && (level < 3 || version < 2)) {
            throw cursor.fail(
                    "sbml.math",
                    "the element has no 'math', which SBML needs before Level 3 Version 2; add it");
        }
    }

    private void annotation(String about, String element) {
        RdfReader.read(
                cursor,
                about,
                (qualifier, resource) -> {
                    if (qualifier.equals(RdfReader.SYMBOLS)) {
                        symbols.put(element, resource);
                    } else {
                        annotations
                                .computeIfAbsent(element, id -> new ArrayList<>())
                                .add(new Annotation(element, qualifier, resource));
                    }
                });
    }
}
