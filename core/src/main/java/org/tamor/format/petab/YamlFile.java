package org.tamor.format.petab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// A YAML file whose top is a mapping: its content as maps, lists, strings, numbers and truth
/// values, and the lines that these stand on. Aliases are refused: no file here needs them, and
/// they let a small file grow without bound.
public final class YamlFile {

    private static final int MAXIMUM_DEPTH = 100;
    private static final int MAXIMUM_EVENTS = 1_000_000;
    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");

    private final String file;
    private final Map<String, Object> content;
    private final Map<String, Mark> marks;

    private YamlFile(String file, Map<String, Object> content, Map<String, Mark> marks) {
        this.file = file;
        this.content = content;
        this.marks = marks;
    }

    public static YamlFile read(Path path) {
        return parse(InputFolder.text(path), path.toString());
    }

    static YamlFile parse(String text, String file) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(InputFolder.MAXIMUM_BYTES)
                        .setAllowDuplicateKeys(false)
                        .setAllowNonScalarKeys(false)
                        .build();
        try {
            checkShape(new Parse(settings).parseString(text), file);
            Optional<Node> root = new Compose(settings).composeString(text);
            Object value = new StandardConstructor(settings).constructSingleDocument(root);
            if (root.isEmpty() || !(value instanceof Map<?, ?> map)) {
                throw new BadInputException(
                        "yaml.no-mapping",
                        Location.ofLine(file, 1),
                        "the file must be a mapping (key: value); write one");
            }
            Map<String, Mark> marks = new HashMap<>();
            mark(root.get(), "", marks);
            return new YamlFile(file, strings(map), marks);
        } catch (MarkedYamlEngineException e) {
            Location where =
                    e.getProblemMark()
                            .map(mark ->
                                    Location.of(file, mark.getLine() + 1, mark.getColumn() + 1))
                            .orElse(Location.ofFile(file));
            throw new BadInputException(
                    "yaml.syntax",
                    where,
                    "this is no valid YAML: " + e.getProblem() + "; correct it");
        } catch (YamlEngineException e) {
            throw new BadInputException(
                    "yaml.syntax",
                    Location.ofFile(file),
                    "this is no valid YAML: " + firstLine(e.getMessage()) + "; correct it");
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    private static void checkShape(Iterable<Event> events, String file) {
        int depth = 0;
        int count = 0;
        for (Event event : events) {
            Location where =
                    event.getStartMark()
                            .map(mark ->
                                    Location.of(file, mark.getLine() + 1, mark.getColumn() + 1))
                            .orElse(Location.ofFile(file));
            if (event instanceof AliasEvent) {
                throw new BadInputException(
                        "yaml.alias",
                        where,
                        "aliases (*name) are not read here; write the value out");
            }
            if (event instanceof CollectionStartEvent && ++depth > MAXIMUM_DEPTH) {
                throw new BadInputException(
                        "yaml.too-deep",
                        where,
                        "nested deeper than " + MAXIMUM_DEPTH + " levels; flatten it");
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (++count > MAXIMUM_EVENTS) {
                throw new BadInputException(
                        "yaml.too-large", where, "more than a million entries; split the file");
            }
        }
    }

    private static void mark(Node node, String path, Map<String, Mark> marks) {
        node.getStartMark().ifPresent(mark -> marks.putIfAbsent(path, mark));
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    String child = path + "/" + key.getValue();
                    key.getStartMark().ifPresent(mark -> marks.put(child, mark));
                    mark(tuple.getValueNode(), child, marks);
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                mark(sequence.getValue().get(i), path + "/" + i, marks);
            }
        }
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                result.put(String.valueOf(key), plain(value));
            }
        });
        return Collections.unmodifiableMap(result);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> strings(map);
            case List<?> list -> {
                List<Object> result = new ArrayList<>();
                for (Object element : list) {
                    result.add(element == null ? "" : plain(element));
                }
                yield List.copyOf(result);
            }
            default -> value;
        };
    }

    public String file() {
        return file;
    }

    /// Maps in file order; keys without a value are left out.
    public Map<String, Object> content() {
        return content;
    }

    /// The place of the entry at a path such as `/extensions/tamor/title` or `/figures/3`.
    public Location location(String path) {
        Mark mark = marks.get(path);
        String element = path.substring(path.lastIndexOf('/') + 1);
        return mark == null
                ? Location.ofFile(file).withElement(element)
                : Location.of(file, mark.getLine() + 1, mark.getColumn() + 1).withElement(element);
    }

    /// The mapping at a path; empty where there is none.
    public Map<String, Object> mapping(String path) {
        Object value = find(path);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new BadInputException(
                    "yaml.wrong-kind",
                    location(path),
                    "this must be a mapping (key: value); write one");
        }
        return strings(map);
    }

    /// The text at a path; "" where there is none.
    public String text(String path) {
        Object value = find(path);
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw new BadInputException(
                    "yaml.wrong-kind", location(path), "this must be a single text; write one");
        }
        return value == null ? "" : String.valueOf(value);
    }

    /// The texts in the list at a path; a single text counts as a list of one.
    public List<String> texts(String path) {
        Object value = find(path);
        if (value == null) {
            return List.of();
        }
        List<?> list = value instanceof List<?> many ? many : List.of(value);
        List<String> result = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text) || text.isBlank()) {
                throw new BadInputException(
                        "yaml.wrong-kind",
                        location(path),
                        "this must be a list of texts; write one");
            }
            result.add(text);
        }
        return List.copyOf(result);
    }

    /// How many entries the list at a path has; 0 where there is none.
    public int count(String path) {
        return find(path) instanceof List<?> list ? list.size() : 0;
    }

    private static @Nullable Object element(List<?> list, String key) {
        return INDEX.matcher(key).matches() && Integer.parseInt(key) < list.size()
                ? list.get(Integer.parseInt(key))
                : null;
    }

    private @Nullable Object find(String path) {
        Object value = content;
        for (String key : path.substring(1).split("/", -1)) {
            value =
                    switch (value) {
                        case Map<?, ?> map -> map.get(key);
                        case List<?> list -> element(list, key);
                        default -> null;
                    };
            if (value == null) {
                return null;
            }
        }
        return value;
    }
}
