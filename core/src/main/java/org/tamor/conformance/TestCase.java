package org.tamor.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// A semantic case of the SBML test suite: a model, how to run it, and what must come out.
///
/// @param number five digits
/// @param model the file of the highest Level and Version
/// @param testType `TimeCourse` or `FluxBalanceSteadyState`
/// @param tags component tags, test tags and packages
public record TestCase(
        String number, Path folder, Path model, String testType, Set<String> tags) {

    private static final int MAXIMUM_BYTES = 64 << 20;

    public TestCase {
        tags = Set.copyOf(tags);
    }

    /// Reads what the folder of a case says of it.
    static TestCase read(Path folder) throws IOException {
        String number = folder.getFileName().toString();
        Path model;
        try (Stream<Path> files = Files.list(folder)) {
            model =
                    files.filter(file -> name(file).matches(number + "-sbml-l\\dv\\d\\.xml"))
                            .max((a, b) -> name(a).compareTo(name(b)))
                            .orElseThrow(() -> fail(folder, "the case has no SBML file"));
        }
        Map<String, String> header = pairs(folder.resolve(number + "-model.m"));
        Set<String> tags = new TreeSet<>();
        for (String key : List.of("componentTags", "testTags", "packagesPresent")) {
            tags.addAll(words(header.getOrDefault(key, "")));
        }
        return new TestCase(
                number, folder, model, header.getOrDefault("testType", "TimeCourse"), tags);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /// The lines `key: value` of the case's settings.
    Map<String, String> settings() throws IOException {
        return pairs(folder.resolve(number + "-settings.txt"));
    }

    /// The lines of the table of expected results, blank ones left out.
    List<String> results() throws IOException {
        return lines(folder.resolve(number + "-results.csv")).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /// The words of a list separated by commas.
    static Set<String> words(String list) {
        Set<String> words = new TreeSet<>();
        Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        return words;
    }

    private static Map<String, String> pairs(Path file) throws IOException {
        Map<String, String> pairs = new HashMap<>();
        for (String line : lines(file)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                pairs.putIfAbsent(
                        line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        return pairs;
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAXIMUM_BYTES) {
            throw fail(file, "the file is missing or larger than 64 MiB");
        }
        return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    }

    static BadInputException fail(Path file, String message) {
        return new BadInputException("conformance.case", Location.ofFile(file.toString()), message);
    }
}
