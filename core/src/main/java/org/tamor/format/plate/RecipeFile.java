package org.tamor.format.plate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.tamor.combination.ResponseScale;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.format.plate.layout.ColumnRoles;
import org.tamor.format.plate.layout.Layouts;
import org.tamor.format.plate.layout.TableRecipe;
import org.tamor.format.plate.layout.WellLabels;
import org.tamor.format.sheet.DecimalMark;

/// A [Recipe] as YAML.
final class RecipeFile {

    private static final int MAXIMUM_BYTES = 1 << 20;

    private final String file;

    private RecipeFile(String file) {
        this.file = file;
    }

    static Recipe read(Path path) {
        String file = path.toString();
        String text;
        try {
            if (Files.size(path) > MAXIMUM_BYTES) {
                throw new BadInputException(
                        "plate.too-large", Location.ofFile(file), "a recipe has at most 1 MiB");
            }
            text = Files.readString(path);
        } catch (IOException failure) {
            throw new BadInputException(
                    "plate.unreadable",
                    Location.ofFile(file),
                    "the recipe can't be read: " + failure.getMessage());
        }
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setAllowDuplicateKeys(false)
                        .setMaxAliasesForCollections(1)
                        .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.isEmpty() ? Recipe.detect() : new RecipeFile(file).recipe(root.get(), path);
        } catch (MarkedYamlEngineException damage) {
            throw new BadInputException(
                    "plate.recipe",
                    damage.getProblemMark()
                            .map(mark -> place(file, mark))
                            .orElse(Location.ofFile(file)),
                    "this is no valid YAML: " + damage.getProblem() + "; correct it");
        } catch (YamlEngineException damage) {
            throw new BadInputException(
                    "plate.recipe",
                    Location.ofFile(file),
                    "this is no valid YAML: " + damage.getMessage());
        }
    }

    private static Location place(String file, Mark mark) {
        return Location.of(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Recipe recipe(Node root, Path path) {
        Recipe start = Recipe.detect();
        Optional<ResponseScale> scale = start.scale();
        String unit = "";
        Map<String, String> units = Map.of();
        List<String> drugs = List.of();
        String cellLine = "";
        double hours = Double.NaN;
        Optional<Path> plateMap = Optional.empty();
        Map<String, String> roles = Map.of();
        TableRecipe common = start.common();
        List<TableRecipe> files = List.of();
        for (NodeTuple entry : mapping(root)) {
            Node value = entry.getValueNode();
            switch (scalar(entry.getKeyNode())) {
                case "scale" -> scale = Optional.of(scale(value));
                case "unit" -> unit = scalar(value);
                case "units" -> units = texts(value);
                case "drugs" -> drugs = list(value);
                case "cell-line" -> cellLine = scalar(value);
                case "hours" -> hours = number(value);
                case "plate-map" -> plateMap = Optional.of(beside(path, value));
                case "roles" -> roles = roles(value);
                case "files" -> files = files(value);
                default -> common = withEntry(common, entry, false);
            }
        }
        return new Recipe(
                scale, unit, units, drugs, cellLine, hours, plateMap, roles, common, files);
    }

    private TableRecipe withEntry(TableRecipe table, NodeTuple entry, boolean named) {
        Node value = entry.getValueNode();
        String key = scalar(entry.getKeyNode());
        String name = table.file();
        String sheet = table.sheet();
        String layout = table.layout();
        String encoding = table.encoding();
        String separator = table.separator();
        DecimalMark decimal = table.decimal();
        String read = table.read();
        Map<String, List<String>> columns = table.columns();
        switch (key) {
            case "layout" -> layout = layout(value);
            case "encoding" -> encoding = scalar(value);
            case "separator" -> separator = separator(value);
            case "decimal" -> decimal = decimal(value);
            case "read" -> read = scalar(value);
            case "columns" -> columns = columns(value);
            default -> {
                if (named && key.equals("file")) {
                    name = scalar(value);
                } else if (named && key.equals("sheet")) {
                    sheet = scalar(value);
                } else {
                    throw fail(
                            entry.getKeyNode(),
                            "there is no key '" + key + "' in a recipe; see docs/plates.md");
                }
            }
        }
        return new TableRecipe(name, sheet, layout, encoding, separator, decimal, read, columns);
    }

    private List<TableRecipe> files(Node node) {
        List<TableRecipe> files = new ArrayList<>();
        for (Node item : sequence(node)) {
            TableRecipe table = TableRecipe.detect("");
            for (NodeTuple entry : mapping(item)) {
                table = withEntry(table, entry, true);
            }
            if (table.file().isEmpty()) {
                throw fail(item, "an entry of 'files' needs the key 'file'");
            }
            files.add(table);
        }
        return files;
    }

    private ResponseScale scale(Node node) {
        String name = scalar(node).toUpperCase(Locale.ROOT).replace('-', '_');
        for (ResponseScale scale : ResponseScale.values()) {
            if (scale.name().equals(name)) {
                return scale;
            }
        }
        throw fail(node, "there is no scale '" + scalar(node) + "'; there are " + ScaleNames.all());
    }

    private String layout(Node node) {
        String layout = scalar(node);
        if (Layouts.NAMES.contains(layout)) {
            return layout;
        }
        throw fail(
                node,
                "there is no layout '"
                        + layout
                        + "'; there are "
                        + String.join(", ", Layouts.NAMES));
    }

    private String separator(Node node) {
        String separator = scalar(node).equals("tab") ? "\t" : scalar(node);
        if (!Set.of(",", ";", "\t").contains(separator)) {
            throw fail(node, "a separator is \",\", \";\" or tab");
        }
        return separator;
    }

    private DecimalMark decimal(Node node) {
        return switch (scalar(node)) {
            case "." -> DecimalMark.POINT;
            case "," -> DecimalMark.COMMA;
            default -> throw fail(node, "the decimal mark is \".\" or \",\"");
        };
    }

    private Map<String, List<String>> columns(Node node) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (NodeTuple entry : mapping(node)) {
            String role = scalar(entry.getKeyNode());
            if (!ColumnRoles.isRole(role)) {
                throw fail(
                        entry.getKeyNode(),
                        "there is no column role '" + role + "'; there are " + ColumnRoles.names());
            }
            columns.put(
                    role,
                    entry.getValueNode() instanceof SequenceNode
                            ? list(entry.getValueNode())
                            : List.of(scalar(entry.getValueNode())));
        }
        return columns;
    }

    private Map<String, String> roles(Node node) {
        for (NodeTuple entry : mapping(node)) {
            String role = scalar(entry.getValueNode());
            if (!WellLabels.NAMES.contains(role)) {
                throw fail(
                        entry.getValueNode(),
                        "there is no role '"
                                + role
                                + "'; there are "
                                + String.join(", ", WellLabels.NAMES));
            }
        }
        return texts(node);
    }

    private double number(Node node) {
        try {
            double value = Double.parseDouble(scalar(node));
            if (value >= 0 && value < 1e6) {
                return value;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw fail(node, "'" + scalar(node) + "' is no number of hours");
    }

    private Path beside(Path recipe, Node node) {
        try {
            return recipe.resolveSibling(scalar(node));
        } catch (java.nio.file.InvalidPathException damage) {
            throw fail(node, "this is no name of a file");
        }
    }

    private Map<String, String> texts(Node node) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (NodeTuple entry : mapping(node)) {
            texts.put(scalar(entry.getKeyNode()), scalar(entry.getValueNode()));
        }
        return texts;
    }

    private List<String> list(Node node) {
        return sequence(node).stream().map(this::scalar).toList();
    }

    private List<NodeTuple> mapping(Node node) {
        if (node instanceof MappingNode mapping) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (!keys.add(scalar(entry.getKeyNode()))) {
                    throw fail(entry.getKeyNode(), "the key is there twice; delete one");
                }
            }
            return mapping.getValue();
        }
        throw fail(node, "a mapping (key: value) is needed here");
    }

    private List<Node> sequence(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw fail(node, "a list is needed here");
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw fail(node, "a single text or number is needed here");
    }

    private BadInputException fail(Node node, String message) {
        Location place =
                node.getStartMark().map(mark -> place(file, mark)).orElse(Location.ofFile(file));
        return new BadInputException("plate.recipe", place, message);
    }

    static void write(Recipe recipe, Path path) {
        StringBuilder yaml = new StringBuilder("# How the files were read. See docs/plates.md\n");
        recipe.scale()
                .ifPresent(
                        scale -> yaml.append("scale: ").append(ScaleNames.of(scale)).append('\n'));
        text(yaml, "", "unit", recipe.unit());
        map(yaml, "units", recipe.units());
        if (!recipe.drugs().isEmpty()) {
            yaml.append("drugs: ").append(listed(recipe.drugs())).append('\n');
        }
        text(yaml, "", "cell-line", recipe.cellLine());
        if (!Double.isNaN(recipe.hours())) {
            yaml.append("hours: ").append(recipe.hours()).append('\n');
        }
        recipe.plateMap().ifPresent(map -> text(yaml, "", "plate-map", relative(path, map)));
        map(yaml, "roles", recipe.roles());
        table(yaml, "", recipe.common());
        if (!recipe.files().isEmpty()) {
            yaml.append("files:\n");
            for (TableRecipe table : recipe.files()) {
                yaml.append("  - file: ").append(quoted(table.file())).append('\n');
                text(yaml, "    ", "sheet", table.sheet());
                table(yaml, "    ", table);
            }
        }
        try {
            WholeFile.write(path, yaml.toString());
        } catch (IOException failure) {
            throw new BadInputException(
                    "plate.unwritable",
                    Location.ofFile(path.toString()),
                    "the recipe can't be written: " + failure.getMessage());
        }
    }

    private static String relative(Path recipe, Path map) {
        Path folder = recipe.toAbsolutePath().normalize().getParent();
        return folder == null
                ? map.toString()
                : folder.relativize(map.toAbsolutePath().normalize()).toString();
    }

    private static void table(StringBuilder yaml, String indent, TableRecipe table) {
        text(yaml, indent, "layout", table.layout());
        text(yaml, indent, "encoding", table.encoding());
        text(yaml, indent, "separator", table.separator().equals("\t") ? "tab" : table.separator());
        if (table.decimal() != DecimalMark.UNDECIDED) {
            text(yaml, indent, "decimal", table.decimal() == DecimalMark.COMMA ? "," : ".");
        }
        text(yaml, indent, "read", table.read());
        if (!table.columns().isEmpty()) {
            yaml.append(indent).append("columns:\n");
            table.columns()
                    .forEach(
                            (role, headers) ->
                                    yaml.append(indent)
                                            .append("  ")
                                            .append(role)
                                            .append(": ")
                                            .append(
                                                    headers.size() == 1
                                                            ? quoted(headers.getFirst())
                                                            : listed(headers))
                                            .append('\n'));
        }
    }

    private static void map(StringBuilder yaml, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            yaml.append(key).append(":\n");
            values.forEach(
                    (name, value) ->
                            yaml.append("  ")
                                    .append(quoted(name))
                                    .append(": ")
                                    .append(quoted(value))
                                    .append('\n'));
        }
    }

    private static void text(StringBuilder yaml, String indent, String key, String value) {
        if (!value.isEmpty()) {
            yaml.append(indent).append(key).append(": ").append(quoted(value)).append('\n');
        }
    }

    private static String listed(List<String> values) {
        return "[" + String.join(", ", values.stream().map(RecipeFile::quoted).toList()) + "]";
    }

    /// A YAML double-quoted scalar.
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || (c > 0x7F && c < 0xA0) || c >= 0x2028) {
                quoted.append("\\u%04X".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
