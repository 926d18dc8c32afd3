package org.tamor.sedml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sedml.Target;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// A model as the tree of its XML, which experiments point into and change.
///
/// Prefixes of XPaths mean what the document or the model declares. Where that is another version
/// of SBML, or nothing, the model's own namespace is meant: documents often leave it open.
final class ModelTree {

    private static final String SBML = "http://www.sbml.org/sbml/level";
    private static final String SEDML = "http://sed-ml.org/";

    private final Document document;

    private ModelTree(Document document) {
        this.document = document;
    }

    /// Parses a model that a reader has already found well-formed and free of declarations.
    static ModelTree parse(byte[] bytes, String name) {
        try {
            return new ModelTree(
                    builder().newDocumentBuilder().parse(new ByteArrayInputStream(bytes)));
        } catch (ParserConfigurationException | SAXException | IOException damage) {
            throw new BadInputException(
                    "sedml.model",
                    Location.ofFile(name),
                    "the model is not well-formed XML: " + damage.getMessage());
        }
    }

    private static DocumentBuilderFactory builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setAttribute("jdk.xml.maxElementDepth", "0");
        return factory;
    }

    ModelTree copy() {
        return new ModelTree((Document) document.cloneNode(true));
    }

    byte[] bytes() {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            factory.newTransformer().transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /// The nodes that a target means.
    List<Node> find(Target target) {
        try {
            XPathFactory factory = XPathFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            XPath path = factory.newXPath();
            path.setNamespaceContext(new Namespaces(target.prefixes()));
            NodeList found =
                    (NodeList) path.evaluate(target.path(), document, XPathConstants.NODESET);
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                nodes.add(found.item(i));
            }
            return nodes;
        } catch (XPathExpressionException | XPathFactoryConfigurationException problem) {
            Throwable cause = problem.getCause() == null ? problem : problem.getCause();
            throw new BadInputException(
                    "sedml.xpath",
                    target.where(),
                    "the target "
                            + shown(target.path())
                            + " is no XPath for elements or attributes ("
                            + shown(String.valueOf(cause.getMessage()))
                            + "); correct it");
        }
    }

    /// The only node that a target means.
    Node one(Target target) {
        List<Node> nodes = find(target);
        if (nodes.size() != 1) {
            String hint =
                    nodes.isEmpty() && !target.path().contains(":")
                            ? "write prefixes, as in /sbml:sbml/sbml:model"
                            : "correct it";
            throw new BadInputException(
                    "sedml.target",
                    target.where(),
                    "the target "
                            + shown(target.path())
                            + " finds "
                            + (nodes.isEmpty() ? "nothing" : nodes.size() + " things")
                            + " in the model; "
                            + hint);
        }
        return nodes.getFirst();
    }

    /// Sets the attribute that a target names; where the element does not have it yet, it gets it.
    void setAttribute(Target target, String value) {
        List<Node> nodes = find(target);
        if (nodes.isEmpty()) {
            int at = target.path().lastIndexOf("/@");
            String name = at < 0 ? "" : target.path().substring(at + 2).strip();
            if (name.matches("[A-Za-z_][\\w.-]*")) {
                Target owner =
                        new Target(
                                target.path().substring(0, at), target.prefixes(), target.where());
                if (one(owner) instanceof Element element) {
                    element.setAttribute(name, value);
                    return;
                }
            }
        }
        switch (one(target)) {
            case Attr attribute -> attribute.setValue(value);
            default ->
                    throw new BadInputException(
                            "sedml.target",
                            target.where(),
                            "the target "
                                    + shown(target.path())
                                    + " is no attribute; end it with /@ and the attribute's name");
        }
    }

    void remove(Target target) {
        List<Node> nodes = find(target);
        if (nodes.isEmpty()) {
            one(target);
        }
        for (Node node : nodes) {
            if (node instanceof Attr attribute) {
                attribute.getOwnerElement().removeAttributeNode(attribute);
            } else {
                parent(node, target).removeChild(node);
            }
        }
    }

    void add(Target target, String markup) {
        if (!(one(target) instanceof Element element)) {
            throw noElement(target);
        }
        for (Node child : parsed(markup, target)) {
            element.appendChild(child);
        }
    }

    void replace(Target target, String markup) {
        List<Node> nodes = find(target);
        if (nodes.isEmpty()) {
            one(target);
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (!(nodes.get(i) instanceof Element element)) {
                throw noElement(target);
            }
            Node parent = parent(element, target);
            if (i == 0) {
                for (Node child : parsed(markup, target)) {
                    parent.insertBefore(child, element);
                }
            }
            parent.removeChild(element);
        }
    }

    private static BadInputException noElement(Target target) {
        return new BadInputException(
                "sedml.target",
                target.where(),
                "the target " + shown(target.path()) + " is no element; correct it");
    }

    private Node parent(Node node, Target target) {
        Node parent = node.getParentNode();
        if (parent == null || parent.getNodeType() == Node.DOCUMENT_NODE) {
            throw new BadInputException(
                    "sedml.target",
                    target.where(),
                    "the whole model cannot be taken away; name a part of it");
        }
        return parent;
    }

    /// The children of the markup's root, in the model's namespace where they have none.
    private List<Node> parsed(String markup, Target target) {
        try {
            Document parsed =
                    builder()
                            .newDocumentBuilder()
                            .parse(
                                    new ByteArrayInputStream(
                                            markup.getBytes(StandardCharsets.UTF_8)));
            List<Node> children = new ArrayList<>();
            NodeList nodes = parsed.getDocumentElement().getChildNodes();
            for (int i = 0; i < nodes.getLength(); i++) {
                if (nodes.item(i) instanceof Element) {
                    children.add(inModel(document.importNode(nodes.item(i), true)));
                }
            }
            return children;
        } catch (ParserConfigurationException | SAXException | IOException damage) {
            throw new BadInputException(
                    "sedml.new-xml",
                    target.where(),
                    "the new XML cannot be read: " + damage.getMessage());
        }
    }

    private Node inModel(Node node) {
        String own = namespace();
        Node result = node;
        if (node instanceof Element element) {
            String space = element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
            boolean core = space.matches(SBML + "\\d(/version\\d(/core)?)?");
            if (space.isEmpty() || space.startsWith(SEDML) || core) {
                result = document.renameNode(node, own, element.getLocalName());
            }
            NamedNodeMap attributes = result.getAttributes();
            for (int i = attributes.getLength() - 1; i >= 0; i--) {
                if (attributes.item(i).getNodeName().equals("xmlns")) {
                    ((Element) result).removeAttribute("xmlns");
                }
            }
            for (Node child = result.getFirstChild(); child != null; ) {
                Node next = child.getNextSibling();
                inModel(child);
                child = next;
            }
        }
        return result;
    }

    private String namespace() {
        String space = document.getDocumentElement().getNamespaceURI();
        return space == null ? "" : space;
    }

    static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 160 ? line : line.substring(0, 157) + "...";
    }

    private final class Namespaces implements NamespaceContext {
        private final Map<String, String> declared;

        Namespaces(Map<String, String> declared) {
            this.declared = declared;
        }

        @Override
        public String getNamespaceURI(String prefix) {
            String given = declared.getOrDefault(prefix, "");
            if (given.isEmpty()) {
                String inModel = document.getDocumentElement().lookupNamespaceURI(prefix);
                given = inModel == null ? "" : inModel;
            }
            boolean core = given.matches(SBML + "\\d(/version\\d(/core)?)?");
            return given.isEmpty() || core ? namespace() : given;
        }

        @Override
        public String getPrefix(String namespace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            throw new UnsupportedOperationException();
        }
    }
}
