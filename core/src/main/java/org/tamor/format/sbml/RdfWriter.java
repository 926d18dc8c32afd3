package org.tamor.format.sbml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.model.Annotation;

/// Writes statements about elements as RDF annotations with BioModels qualifiers.
final class RdfWriter {

    private final XmlWriter xml;
    private final Map<String, List<Annotation>> statements = new LinkedHashMap<>();

    RdfWriter(XmlWriter xml, List<Annotation> annotations) {
        this.xml = xml;
        for (Annotation annotation : annotations) {
            if (RdfReader.PREFIXES.values().stream().anyMatch(annotation.qualifier()::startsWith)) {
                statements
                        .computeIfAbsent(annotation.element(), id -> new ArrayList<>())
                        .add(annotation);
            }
        }
    }

    /// Gives the element just opened its metaid and annotation, if there are statements about it.
    void annotate(String element) {
        List<Annotation> about = statements.remove(element);
        if (about == null) {
            return;
        }
        String metaId = "meta_" + element;
        xml.attribute("metaid", metaId);
        xml.start("annotation").start("rdf:RDF").attribute("xmlns:rdf", RdfReader.RDF);
        RdfReader.PREFIXES.forEach((namespace, prefix) ->
                xml.attribute("xmlns:" + prefix.substring(0, prefix.length() - 1), namespace));
        xml.start("rdf:Description").attribute("rdf:about", "#" + metaId);
        String open = "";
        for (Annotation annotation : about) {
            if (!annotation.qualifier().equals(open)) {
                if (!open.isEmpty()) {
                    xml.end().end();
                }
                open = annotation.qualifier();
                xml.start(open).start("rdf:Bag");
            }
            xml.start("rdf:li").attribute("rdf:resource", annotation.resource()).end();
        }
        xml.end().end();
        xml.end().end().end();
    }
}
