package org.tamor.format.sbml;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// A guarded walk through the elements of an XML document that nobody vouches for.
///
/// The walk is one of nested visits: [#children] visits each child of the present element, and what
/// a visitor does not read of a child is passed over.
public final class XmlCursor {

    /// Visits one element; the cursor stands at its start tag.
    @FunctionalInterface
    public interface Visitor {
        void visit(String localName);
    }

    static final int MAXIMUM_DEPTH = 400;
    static final long MAXIMUM_BYTES = 64L << 20;

    /// Of the first bytes, how many an XML declaration takes at most.
    private static final int DECLARATION = 200;

    private final XMLStreamReader reader;
    private final LimitedInputStream input;
    private final String file;
    private final String[] names = new String[MAXIMUM_DEPTH + 1];
    private final String[] labels = new String[MAXIMUM_DEPTH + 1];
    private int depth;
    private int line = 1;
    private int column = 1;
    private boolean afterText;

    private XmlCursor(XMLStreamReader reader, LimitedInputStream input, String file) {
        this.reader = reader;
        this.input = input;
        this.file = file;
    }

    /// Opens a document and moves to its root element.
    public static XmlCursor open(InputStream stream, String file) {
        LimitedInputStream input = new LimitedInputStream(stream, MAXIMUM_BYTES);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        factory.setProperty("jdk.xml.elementAttributeLimit", "200");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entity " + systemId);
        });
        XmlCursor cursor;
        try {
            cursor = new XmlCursor(reader(factory, input), input, file);
        } catch (XMLStreamException | IOException | RuntimeException e) {
            throw unreadable(input, Location.ofFile(file), e);
        }
        while (cursor.next() != XMLStreamConstants.START_ELEMENT) {
            // the prolog holds nothing of interest
        }
        return cursor;
    }

    /// Text in UTF-8 is decoded here: the parser prints its own complaint about bytes that are none.
    private static XMLStreamReader reader(XMLInputFactory factory, InputStream input)
            throws XMLStreamException, IOException {
        PushbackInputStream stream = new PushbackInputStream(input, DECLARATION);
        byte[] begin = stream.readNBytes(DECLARATION);
        stream.unread(begin);
        if (!Utf8Text.isUtf8(begin)) {
            return factory.createXMLStreamReader(stream);
        }
        return factory.createXMLStreamReader(Utf8Text.reader(stream));
    }

    /// Reads to the end of the document, so that text after the root element is found out.
    public void finish() {
        while (depth > 0 || hasNext()) {
            next();
        }
    }

    /// Visits every child element of the present element, up to its end tag.
    public void children(Visitor visitor) {
        children(visitor, false);
    }

    /// Visits every child element of the present element, whatever text stands between them.
    public void childrenAmongText(Visitor visitor) {
        children(visitor, true);
    }

    private void children(Visitor visitor, boolean amongText) {
        int parent = depth;
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                visitor.visit(reader.getLocalName());
                leaveDownTo(parent);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            } else if (isText(event) && !amongText && !reader.isWhiteSpace()) {
                throw fail("sbml.text", "text stands where only elements may; remove it");
            }
        }
    }

    /// The text inside the present element up to its first child or its end, with white space
    /// trimmed.
    ///
    /// @return the text; the cursor stands at the child's start tag or at the end tag
    public String text() {
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT
                    || event == XMLStreamConstants.END_ELEMENT) {
                return text.toString().strip();
            } else if (isText(event)) {
                text.append(
                        reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        }
    }

    /// Whether the cursor stands at a start tag.
    public boolean atStart() {
        return reader.isStartElement();
    }

    /// How many elements are open.
    public int depth() {
        return depth;
    }

    /// Passes over everything that is left inside the element at this depth and over its end tag.
    public void leaveDownTo(int parentDepth) {
        while (depth > parentDepth) {
            next();
        }
    }

    public String localName() {
        return reader.getLocalName();
    }

    /// The namespace of the present element; "" for none.
    public String namespace() {
        return Optional.ofNullable(reader.getNamespaceURI()).orElse("");
    }

    /// The namespace that a prefix stands for at the present element; "" for none.
    public String namespaceOf(String prefix) {
        return Optional.ofNullable(reader.getNamespaceURI(prefix)).orElse("");
    }

    public int attributeCount() {
        return reader.getAttributeCount();
    }

    public String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    String attributePrefix(int index) {
        return Optional.ofNullable(reader.getAttributePrefix(index)).orElse("");
    }

    public String attributeNamespace(int index) {
        return Optional.ofNullable(reader.getAttributeNamespace(index)).orElse("");
    }

    public String attributeValue(int index) {
        return reader.getAttributeValue(index);
    }

    /// The value of an attribute without namespace.
    public Optional<String> attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name) && attributeNamespace(i).isEmpty()) {
                return Optional.of(reader.getAttributeValue(i).strip());
            }
        }
        return Optional.empty();
    }

    /// The value of an attribute of whatever namespace.
    Optional<String> anyAttribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return Optional.of(reader.getAttributeValue(i).strip());
            }
        }
        return Optional.empty();
    }

    public String required(String name) {
        return attribute(name).orElseThrow(() -> missing(name));
    }

    Optional<Boolean> flag(String name) {
        return attribute(name)
                .map(text ->
                        switch (text) {
                            case "true", "1" -> true;
                            case "false", "0" -> false;
                            default ->
                                    throw fail(
                                            "sbml.attribute",
                                            "attribute '"
                                                    + name
                                                    + "' is '"
                                                    + shown(text)
                                                    + "'; write true or false");
                        });
    }

    public OptionalDouble number(String name) {
        Optional<String> text = attribute(name);
        return text.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(decimal(text.get(), "attribute '" + name + "'"));
    }

    /// The value of an XML Schema double.
    ///
    /// @param what names the number in a message
    public double decimal(String text, String what) {
        return switch (text) {
            case "INF", "+INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> finite(text, what);
        };
    }

    /// The value of a plain or exponential decimal number.
    public double finite(String text, String what) {
        if (!XmlNumbers.isDecimal(text)) {
            throw fail("sbml.number", what + " is '" + shown(text) + "', which is not a number");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw fail(
                    "sbml.number",
                    what + " is '" + shown(text) + "', beyond the largest number, about 1.8e308");
        }
        return value;
    }

    public int integer(String text, String what) {
        double value = finite(text, what);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw fail("sbml.number", what + " is '" + shown(text) + "'; write a whole number");
        }
        return (int) value;
    }

    /// Remembers the id of the present element, so that failures inside it can name it.
    public void label(String id) {
        labels[depth] = names[depth] + " " + id;
    }

    /// The place of the present element.
    public Location location() {
        return new Location(file, line, column, element());
    }

    public BadInputException fail(String code, String message) {
        return new BadInputException(code, location(), message);
    }

    public BadInputException missing(String name) {
        return fail("sbml.attribute", "the element has no attribute '" + name + "'; add it");
    }

    public BadInputException unexpected() {
        return fail(
                "sbml.element",
                "element '" + shown(localName()) + "' may not stand here; remove it");
    }

    /// A piece of input fit for a one-line message.
    public static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }

    private String element() {
        if (depth == 0) {
            return "";
        }
        for (int d = depth; d > 0; d--) {
            if (!labels[d].isEmpty()) {
                return shown(d == depth ? labels[d] : labels[d] + ", " + names[depth]);
            }
        }
        return shown(names[depth]);
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
    }

    private boolean hasNext() {
        try {
            return reader.hasNext();
        } catch (XMLStreamException e) {
            throw unreadable(input, location(), e);
        }
    }

    private int next() {
        javax.xml.stream.Location before = reader.getLocation();
        // StAX reports the end of the last event; after text the parser has read one character, the
        // '<', ahead.
        int nextLine = before.getLineNumber();
        int nextColumn = before.getColumnNumber() - (afterText ? 1 : 0);
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException | RuntimeException e) {
            throw unreadable(input, failureLocation(e), e);
        }
        afterText = isText(event);
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new BadInputException(
                    "sbml.doctype",
                    Location.of(file, nextLine, Math.max(1, nextColumn)),
                    "the file has a DOCTYPE or uses an entity, which SBML does not need and which can be an attack;"
                            + " remove it");
        } else if (event == XMLStreamConstants.START_ELEMENT) {
            line = nextLine;
            column = nextColumn;
            if (depth == MAXIMUM_DEPTH) {
                throw fail(
                        "sbml.depth",
                        "elements are nested more than "
                                + MAXIMUM_DEPTH
                                + " deep; simplify the file");
            }
            depth++;
            names[depth] = reader.getLocalName();
            labels[depth] = "";
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    private Location failureLocation(Exception failure) {
        if (failure instanceof XMLStreamException xml
                && xml.getLocation() != null
                && xml.getLocation().getLineNumber() > 0) {
            return new Location(
                    file,
                    xml.getLocation().getLineNumber(),
                    xml.getLocation().getColumnNumber(),
                    element());
        }
        return location();
    }

    private static BadInputException unreadable(
            LimitedInputStream input, Location where, Exception failure) {
        if (input.exceeded()) {
            return new BadInputException(
                    "sbml.too-large",
                    Location.ofFile(where.file()),
                    "the file is larger than 64 MiB; this is no SBML model of usable size");
        }
        if (hasCause(failure, CharacterCodingException.class)) {
            return new BadInputException(
                    "sbml.encoding",
                    where,
                    "here or soon after stand bytes that are no UTF-8 text; save the file as UTF-8, or"
                            + " write its encoding into its first line");
        }
        String reason =
                Optional.ofNullable(failure.getMessage())
                        .orElse(failure.getClass().getSimpleName());
        int message = reason.indexOf("Message: ");
        String text = message < 0 ? reason : reason.substring(message + "Message: ".length());
        if (text.contains("was referenced, but not declared")) {
            return new BadInputException(
                    "sbml.doctype",
                    where,
                    shown(text) + " SBML knows no entities of its own; write the character itself");
        }
        return new BadInputException(
                "sbml.xml", where, "the file is not well-formed XML: " + shortened(text));
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)
                    || cause instanceof XMLStreamException xml
                            && type.isInstance(xml.getNestedException())) {
                return true;
            }
        }
        return false;
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 197) + "...";
    }
}
