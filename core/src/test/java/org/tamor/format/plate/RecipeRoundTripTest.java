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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tamor.combination.ResponseScale;

/// The recipe of a reading, written and read again, reads the same files to the same blocks.
class RecipeRoundTripTest {

    record Input(String name, Map<String, byte[]> files) {

        static Input of(String name, String... texts) {
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (String text : texts) {
                files.put("file" + files.size(), text.getBytes(StandardCharsets.UTF_8));
            }
            return new Input(name, files);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Input> inputs() {
        Table table = Table.ofBlocks();
        byte[] workbook =
                new Workbook()
                        .sheet("Notes", List.of(List.of("passage 12", "by hand")))
                        .sheet("Table", Table.ofBlocks().rows())
                        .sheet("P1", Table.of(Grids.signals("Luminescence")).rows())
                        .sheet("Map", Table.of(Grids.map()).rows())
                        .bytes();
        byte[] tables =
                new Workbook()
                        .sheet("One", Table.ofBlocks().rows())
                        .sheet(
                                "Two",
                                Table.ofBlocks().set(1, 4, "dose1").column(1, b -> "x").rows())
                        .bytes();
        return Stream.of(
                Input.of("table", table.csv()),
                Input.of("decimal comma", table.text(";").replace('.', ',')),
                Input.of("tabs", table.text("\t")),
                Input.of("plate and map", Grids.signals("Luminescence"), Grids.map()),
                Input.of("matrix", "a (nM) \\ b (uM),0,1\n0,100,60\n3,70,40\n"),
                Input.of("labelled", "Drug1:,a\nDrug2:,b\nConcUnit:,nM\n,0,1\n0,100,60\n3,70,40\n"),
                Input.of("unnamed", "d1,d2,effect\n0,0,1\n1,0,0.4\n0,1,0.5\n1,1,0.1\n"),
                Input.of(
                        "named columns", "a_nM,b_uM,viability\n0,0,1\n1,0,0.4\n0,1,0.5\n1,1,0.1\n"),
                Input.of(
                        "paired",
                        "drug,partner,x_nM,y_uM,viability\na,b,0,0,1\na,b,1,0,0.4\na,b,0,1,0.5\n"),
                Input.of("two files", table.csv(), Table.ofBlocks().column(1, block -> "b").csv()),
                new Input("sheets of different tables", Map.of("book.xlsx", tables)),
                new Input("mixed workbook", Map.of("book.xlsx", workbook)));
    }

    private static List<Path> write(Input input, Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : input.files.entrySet()) {
            paths.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
        }
        return paths;
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsTheSame(Input input, @TempDir Path folder) throws IOException {
        Recipe declared =
                input.name.equals("mixed workbook")
                        ? Recipe.detect().withScale(ResponseScale.RAW_SIGNAL)
                        : Recipe.detect();
        List<Path> files = write(input, folder);
        PlateReading first = PlateReader.read(files, declared);
        assertThat(first.usable()).as("%s", first.findings()).isTrue();
        Path file = folder.resolve("recipe.yaml");
        first.recipe().write(file);
        PlateReading second = PlateReader.read(files, Recipe.read(file));

        assertThat(second.usable()).as("%s", second.findings()).isTrue();
        assertThat(second.blocks()).isEqualTo(first.blocks());
        assertThat(second.recipe()).isEqualTo(first.recipe());
    }

    @Test
    void everythingThatMayBeDeclaredIsKept(@TempDir Path folder) throws IOException {
        String yaml =
                """
                scale: viability-percent
                unit: uM
                units: {"a: b": nM}
                drugs: ["a: b", "c \\"d\\""]
                cell-line: MCF-7
                hours: 72
                plate-map: maps/map.csv
                roles: {edge: unused}
                layout: long-table
                encoding: windows-1252
                separator: tab
                decimal: ","
                read: Luminescence
                columns:
                  dose1: "Dose µ"
                  response: [r1, r2]
                files:
                  - file: "my plate.xlsx"
                    sheet: "Sheet 1"
                    decimal: "."
                """;
        Recipe recipe = Recipe.read(Files.writeString(folder.resolve("one.yaml"), yaml));
        recipe.write(folder.resolve("two.yaml"));

        assertThat(recipe.scale()).contains(ResponseScale.VIABILITY_PERCENT);
        assertThat(recipe.units()).containsEntry("a: b", "nM");
        assertThat(recipe.drugs()).containsExactly("a: b", "c \"d\"");
        assertThat(recipe.hours()).isEqualTo(72);
        assertThat(recipe.plateMap()).contains(folder.resolve("maps/map.csv"));
        assertThat(recipe.common().columns()).containsEntry("response", List.of("r1", "r2"));
        assertThat(recipe.files().getFirst().sheet()).isEqualTo("Sheet 1");
        assertThat(Recipe.read(folder.resolve("two.yaml"))).isEqualTo(recipe);
    }

    @Test
    void aRecipeSaysWhatAlienColumnsMean(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("own.csv"),
                        """
                        Substanz,Menge,Partner 2,Menge 2,Messwert
                        a,0,b,0,1
                        a,1,b,0,0.4
                        a,0,b,1,0.5
                        a,1,b,1,0.1
                        """);
        assertThat(PlateReader.read(List.of(file), Recipe.detect()).usable()).isFalse();
        Path recipe =
                Files.writeString(
                        folder.resolve("own.yaml"),
                        """
                        scale: viability
                        unit: nM
                        columns:
                          drug1: Substanz
                          dose1: Menge
                          drug2: Partner 2
                          dose2: Menge 2
                          response: Messwert
                        """);
        PlateReading reading = PlateReader.read(List.of(file), Recipe.read(recipe));

        assertThat(reading.usable()).as("%s", reading.findings()).isTrue();
        assertThat(reading.blocks().getFirst().data().wells()).hasSize(4);
        assertThat(reading.blocks().getFirst().data().drugs().getFirst().unit()).isEqualTo("nM");
    }
}
