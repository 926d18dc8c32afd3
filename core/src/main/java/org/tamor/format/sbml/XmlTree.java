package org.tamor.format.sbml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// SBML documents as trees of elements, for changes that a walk through the file cannot make.
final class XmlTree {

    static final String MATHML = "http://www.w3.org/1998/Math/MathML";

    private XmlTree() {}

    /// Parses a document, after an [XmlCursor] has found it well-formed, not too large or deep, and
    /// without a DOCTYPE.
    static Document parse(byte[] bytes, String name) {
        XmlCursor.open(new ByteArrayInputStream(bytes), name).finish();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setAttribute("jdk.xml.maxElementDepth", "0");
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        } catch (ParserConfigurationException | SAXException | IOException failure) {
            throw new BadInputException(
                    "sbml.xml",
                    Location.ofFile(name),
                    "the file is not well-formed XML: " + failure.getMessage());
        }
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /// The child elements of the name, whatever their namespace.
    static List<Element> children(Element parent, String localName) {
        return children(parent).stream().filter(e -> e.getLocalName().equals(localName)).toList();
    }

    /// The items of the parent's list of the given name.
    static List<Element> items(Element parent, String list) {
        return children(parent, list).stream().flatMap(l -> children(l).stream()).toList();
    }

    static void remove(Element element) {
        Node parent = element.getParentNode();
        if (parent != null) {
            parent.removeChild(element);
        }
    }

    /// Writes the elements of SBML core and MathML below an `sbml` or `model` element.
    static void write(Element element, String core, String around, StringBuilder out) {
        String namespace = namespace(element);
        boolean math = namespace.equals(MATHML);
        out.append('<').append(element.getLocalName());
        String own = math ? MATHML : core;
        if (!own.equals(around)) {
            out.append(" xmlns=\"").append(own).append('"');
        }
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            String space = attribute.getNamespaceURI();
            if (space == null) {
                attribute(attribute.getNodeName(), attribute.getNodeValue(), out);
            } else if (SbmlReader.isCore(space)) {
                out.append(" xmlns:core=\"").append(core).append('"');
                attribute("core:" + attribute.getLocalName(), attribute.getNodeValue(), out);
            }
        }
        out.append('>');
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                String space = namespace(child);
                if (space.equals(MATHML) || SbmlReader.isCore(space)) {
                    write(child, core, own, out);
                }
            } else if (math
                    && (node.getNodeType() == Node.TEXT_NODE
                            || node.getNodeType() == Node.CDATA_SECTION_NODE)) {
                escape(node.getNodeValue(), out);
            }
        }
        out.append("</").append(element.getLocalName()).append(">\n");
    }

    static String namespace(Element element) {
        String namespace = element.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    private static void attribute(String name, String value, StringBuilder out) {
        out.append(' ').append(name).append("=\"");
        escape(value, out);
        out.append('"');
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\t', '\r' -> out.append(' ');
                default -> out.append(text.charAt(i));
            }
        }
    }

    static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
