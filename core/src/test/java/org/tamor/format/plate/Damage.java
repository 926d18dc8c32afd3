package org.tamor.format.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.failure.Location;
import org.tamor.format.sheet.Finding;

/// Files with something wrong in them, and the finding that must say so.
///
/// @param name what is wrong
/// @param files by name, in the order in which they are given
/// @param recipe as YAML
/// @param row where the finding points; 0 where it is about the whole file
record Damage(
        String name,
        Map<String, byte[]> files,
        String recipe,
        Finding.Severity severity,
        String code,
        int row,
        int column) {

    private static Damage of(
            String name,
            Finding.Severity severity,
            Map<String, byte[]> files,
            String code,
            int row,
            int column) {
        return new Damage(name, files, "", severity, code, row, column);
    }

    static Damage problem(String name, String text, String code, int row, int column) {
        return of(name, Finding.Severity.PROBLEM, file(text), code, row, column);
    }

    static Damage problem(String name, byte[] content, String code, int row, int column) {
        return of(name, Finding.Severity.PROBLEM, Map.of("plate.xlsx", content), code, row, column);
    }

    static Damage problem(
            String name, Map<String, String> texts, String code, int row, int column) {
        return of(name, Finding.Severity.PROBLEM, files(texts), code, row, column);
    }

    static Damage warning(String name, String text, String code, int row, int column) {
        return of(name, Finding.Severity.WARNING, file(text), code, row, column);
    }

    static Damage warning(String name, byte[] content, String code, int row, int column) {
        return of(name, Finding.Severity.WARNING, Map.of("plate.xlsx", content), code, row, column);
    }

    static Damage warning(
            String name, Map<String, String> texts, String code, int row, int column) {
        return of(name, Finding.Severity.WARNING, files(texts), code, row, column);
    }

    /// With a recipe, as the lines of its YAML.
    Damage readBy(String... lines) {
        return new Damage(name, files, String.join("\n", lines), severity, code, row, column);
    }

    private static Map<String, byte[]> file(String text) {
        return files(Map.of("plate.csv", text));
    }

    private static Map<String, byte[]> files(Map<String, String> texts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    PlateReading read(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            paths.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
        }
        if (recipe.isEmpty()) {
            return PlateReader.read(paths, Recipe.detect());
        }
        Path written = Files.writeString(folder.resolve("recipe.yaml"), recipe);
        return PlateReader.read(paths, Recipe.read(written));
    }

    /// Reads the files and looks for the finding. A problem leaves no block, a warning all.
    void check(Path folder) throws IOException {
        PlateReading reading = read(folder);
        List<String> found =
                reading.findings().stream()
                        .filter(finding -> finding.severity() == severity)
                        .map(finding -> finding.code() + " " + place(finding.location()))
                        .toList();
        assertThat(found).as("%s", reading.findings()).contains(code + " " + row + ":" + column);
        boolean problem = severity == Finding.Severity.PROBLEM;
        assertThat(reading.usable()).as("%s", reading.findings()).isEqualTo(!problem);
        assertThat(reading.blocks().isEmpty()).isEqualTo(problem);
    }

    private static String place(Location location) {
        return location.line() + ":" + location.column();
    }

    @Override
    public String toString() {
        return name;
    }
}
