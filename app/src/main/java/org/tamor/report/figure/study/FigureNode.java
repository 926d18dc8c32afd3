package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.report.figure.Words;

/// A mapping of a figure file, read by key; says where and what is missing or of the wrong kind.
///
/// @param path of the mapping inside the file, such as `figures[3].panels[0]`
public record FigureNode(String file, String path, Map<String, Object> content) {

    /// A text that must be there.
    String text(String key) {
        return find(key).orElseThrow(() -> bad(key, "is missing; give it a text"));
    }

    /// A text, or a default where it is not given.
    String text(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    private Optional<String> find(String key) {
        return Optional.ofNullable(content.get(key))
                .map(
                        value -> {
                            if (value instanceof Map || value instanceof List) {
                                throw bad(key, "must be a single text");
                            }
                            return Words.typeset(value.toString());
                        });
    }

    /// An id, which is not typeset.
    String id(String key) {
        Object value = content.get(key);
        if (value == null || value instanceof Map || value instanceof List) {
            throw bad(key, "is missing; give an id");
        }
        return value.toString();
    }

    /// An id, or a default where it is not given.
    String id(String key, String otherwise) {
        return content.containsKey(key) ? id(key) : otherwise;
    }

    double number(String key) {
        return optionalNumber(key).orElseThrow(() -> bad(key, "is missing; give it a number"));
    }

    OptionalDouble optionalNumber(String key) {
        Object value = content.get(key);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw bad(key, "must be a number");
    }

    boolean flag(String key) {
        Object value = content.get(key);
        if (value == null || value instanceof Boolean) {
            return value != null && (Boolean) value;
        }
        throw bad(key, "must be true or false");
    }

    /// A list of mappings that must have at least one.
    List<FigureNode> nodes(String key) {
        List<FigureNode> nodes = optionalNodes(key);
        if (nodes.isEmpty()) {
            throw bad(key, "must be a list with at least one entry");
        }
        return nodes;
    }

    /// A list of mappings; empty where it is not given.
    List<FigureNode> optionalNodes(String key) {
        List<FigureNode> nodes = new ArrayList<>();
        for (Object element : list(key)) {
            nodes.add(child(key + "[" + nodes.size() + "]", element));
        }
        return nodes;
    }

    FigureNode node(String key) {
        return child(
                key,
                Optional.ofNullable(content.get(key)).orElseThrow(() -> bad(key, "is missing")));
    }

    Optional<FigureNode> optionalNode(String key) {
        return content.containsKey(key) ? Optional.of(node(key)) : Optional.empty();
    }

    /// A list of texts; empty where it is not given.
    public List<String> texts(String key) {
        return list(key).stream().map(element -> Words.typeset(element.toString())).toList();
    }

    /// A list of ids; empty where it is not given.
    List<String> ids(String key) {
        return list(key).stream().map(Object::toString).toList();
    }

    private List<?> list(String key) {
        Object value = content.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw bad(key, "must be a list");
    }

    @SuppressWarnings("unchecked")
    private FigureNode child(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new FigureNode(
                    file, path.isEmpty() ? name : path + "." + name, (Map<String, Object>) map);
        }
        throw bad(name, "must be a mapping");
    }

    BadInputException bad(String key, String problem) {
        String element = path.isEmpty() ? key : path + "." + key;
        return new BadInputException(
                "figures.content",
                Location.ofFile(file).withElement(element),
                "`" + key + "` " + problem);
    }
}
