package org.tamor.format.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tamor.ProjectFiles;
import org.tamor.format.plate.layout.ColumnRoles;
import org.tamor.format.plate.layout.Layouts;
import org.tamor.format.plate.layout.WellLabels;

/// The page of the user names every finding that the readers have, and no other.
class PlatesPageTest {

    private static String page() throws IOException {
        return Files.readString(ProjectFiles.root().resolve("docs/plates.md"));
    }

    private static Set<String> all(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern).matcher(text).results().forEach(m -> found.add(m.group(1)));
        return found;
    }

    @Test
    void theTableOfFindingsIsThatOfTheCode() throws IOException {
        StringBuilder code = new StringBuilder();
        Path format = ProjectFiles.root().resolve("core/src/main/java/org/tamor/format");
        for (String folder : List.of("plate", "sheet")) {
            try (Stream<Path> files = Files.walk(format.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    code.append(Files.readString(file));
                }
            }
        }
        Set<String> used = all(code.toString(), "\"(plate\\.[a-z-]+)\"");

        assertThat(used).hasSizeGreaterThan(80);
        assertThat(all(page(), "(?m)^\\| `(plate\\.[a-z-]+)` \\|")).isEqualTo(used);
    }

    @Test
    void layoutsAndRolesAreNamed() throws IOException {
        assertThat(page()).contains(Layouts.NAMES);
        for (String role : List.of("positive", "blank", "time-zero", "unused")) {
            assertThat(WellLabels.NAMES).contains(role);
            assertThat(page()).contains("`" + role + "`");
        }
        assertThat(List.of("block", "drug1", "dose1", "response")).allMatch(ColumnRoles::isRole);
    }
}
