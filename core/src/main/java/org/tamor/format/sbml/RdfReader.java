package org.tamor.format.sbml;

import java.util.Map;
import java.util.Optional;

/// Reads the statements with BioModels qualifiers in an `annotation` element.
///
/// The form is that of SBML Level 3 Version 2, section 6.3: `rdf:RDF / rdf:Description[about] /
/// qualifier / rdf:Bag / rdf:li[resource]`. What `symbols` defines is received under
/// [#SYMBOLS]. Everything else inside the annotation is passed over.
final class RdfReader {

    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// The prefixes of the qualifiers by their namespaces.
    static final Map<String, String> PREFIXES =
            Map.of(
                    "http://biomodels.net/biology-qualifiers/", "bqbiol:",
                    "http://biomodels.net/model-qualifiers/", "bqmodel:");

    /// Takes one statement.
    @FunctionalInterface
    interface Receiver {
        void statement(String qualifier, String resource);
    }

    /// The namespace in which COPASI says what a function definition stands for that a Level
    /// cannot express.
    static final String SYMBOLS = "http://sbml.org/annotations/symbols";

    private RdfReader() {}

    /// Reads the annotation at which the cursor stands.
    ///
    /// @param about the reference, `#` and the element's metaid, that a description must carry
    static void read(XmlCursor cursor, String about, Receiver receiver) {
        cursor.childrenAmongText(name -> {
            if (isRdf(cursor) && name.equals("RDF")) {
                cursor.childrenAmongText(child -> description(cursor, about, receiver));
            } else if (name.equals("symbols") && cursor.namespace().equals(SYMBOLS)) {
                cursor.attribute("definition")
                        .ifPresent(definition -> receiver.statement(SYMBOLS, definition));
            }
        });
    }

    private static void description(XmlCursor cursor, String about, Receiver receiver) {
        if (!isRdf(cursor)
                || !cursor.localName().equals("Description")
                || about.equals("#")
                || !cursor.anyAttribute("about").orElse("").equals(about)) {
            return;
        }
        cursor.childrenAmongText(name -> {
            Optional<String> prefix = Optional.ofNullable(PREFIXES.get(cursor.namespace()));
            if (prefix.isPresent()) {
                String qualifier = prefix.get() + name;
                cursor.childrenAmongText(container -> items(cursor, qualifier, receiver));
            }
        });
    }

    private static void items(XmlCursor cursor, String qualifier, Receiver receiver) {
        if (!isRdf(cursor)) {
            return;
        }
        cursor.childrenAmongText(name -> {
            if (isRdf(cursor) && name.equals("li")) {
                cursor.anyAttribute("resource")
                        .ifPresent(resource -> receiver.statement(qualifier, resource));
            }
        });
    }

    private static boolean isRdf(XmlCursor cursor) {
        return cursor.namespace().equals(RDF);
    }
}
