package org.tamor.report.combination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.files.WholeFile;
import org.tamor.format.plate.layout.DoseUnit;
import org.tamor.report.figure.DataTable;

/// Writes measurements in the layouts of other programs, so that their numbers can be compared.
///
/// Responses are converted from the canonical ones: viability in percent for SynergyFinder,
/// PharmacoGx and gDR, fractions of the control for the others; a raw signal is divided by the mean
/// of its controls, but for gDR, which does that itself.
public final class CombinationExport {

    /// The layouts that [#write] knows.
    public static final List<String> FORMATS =
            List.of(
                    "synergyfinder",
                    "synergyfinder-matrix",
                    "python-synergy",
                    "bigl",
                    "pharmacogx",
                    "gdr");

    /// The unit that PharmacoGx and gDR take doses in.
    private static final String MICROMOLAR = "uM";

    private CombinationExport() {}

    /// Writes one file of all blocks for SynergyFinder, PharmacoGx and gDR, and one for each block
    /// for the others.
    ///
    /// @param formats of [#FORMATS]
    /// @return what to know of the files, in words: only `python-synergy` and `synergyfinder` hold
    ///   blocks of other than two drugs, and none of the programs knows responses of growth
    public static List<String> write(
            List<CombinationBlock> blocks, List<String> formats, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<CombinationBlock> pairs =
                blocks.stream().filter(block -> block.data().drugs().size() == 2).toList();
        List<String> left = new ArrayList<>();
        if (blocks.stream().anyMatch(block -> !block.data().scale().survivorsMultiply())) {
            left.add(
                    "responses of growth are written as they are where the other programs expect"
                            + " viability");
        }
        for (String format : formats) {
            boolean ofPairs = !List.of("synergyfinder", "python-synergy").contains(format);
            if (ofPairs && pairs.size() < blocks.size()) {
                left.add(
                        "blocks of other than two drugs (%d) are not in the files for %s"
                                .formatted(blocks.size() - pairs.size(), format));
            }
            write(ofPairs ? pairs : blocks, format, folder);
        }
        return left;
    }

    private static void write(List<CombinationBlock> blocks, String format, Path folder)
            throws IOException {
        switch (format) {
            case "synergyfinder" -> whole(folder, format, synergyFinder(blocks));
            case "pharmacogx" -> whole(folder, format, pharmacoGx(blocks));
            case "gdr" -> whole(folder, format, gdr(blocks));
            case "synergyfinder-matrix" ->
                    each(folder, format, blocks, CombinationExport::synergyFinderMatrices);
            case "python-synergy" ->
                    each(folder, format, blocks, block -> plain(block, "drug%d.conc").toCsv());
            case "bigl" -> each(folder, format, blocks, block -> plain(block, "d%d").toCsv());
            default -> throw new IllegalArgumentException("no layout " + format);
        }
    }

    private static void whole(Path folder, String format, DataTable table) throws IOException {
        WholeFile.write(folder.resolve(format + ".csv"), table.toCsv());
    }

    private static void each(
            Path folder,
            String format,
            List<CombinationBlock> blocks,
            Function<CombinationBlock, String> text)
            throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            String name = String.format(Locale.ROOT, "%s-%03d.csv", format, i + 1);
            WholeFile.write(folder.resolve(name), text.apply(blocks.get(i)));
        }
    }

    private static DataTable synergyFinder(List<CombinationBlock> blocks) {
        int most = blocks.stream().mapToInt(block -> block.data().drugs().size()).max().orElse(2);
        List<String> columns = new ArrayList<>(List.of("block_id"));
        for (String stem : List.of("drug", "conc", "conc_unit")) {
            for (int n = 1; n <= Math.max(2, most); n++) {
                columns.add(stem + n);
            }
        }
        columns.addAll(List.of("response", "cell_line_name"));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            CombinationData data = blocks.get(i).data();
            double control = control(data);
            for (Well well : treated(data)) {
                List<Object> row = new ArrayList<>(List.of(i + 1));
                for (int column = 1; column < columns.size() - 2; column++) {
                    row.add("");
                }
                int width = Math.max(2, most);
                for (int drug = 0; drug < width; drug++) {
                    boolean present = drug < data.drugs().size();
                    row.set(1 + drug, present ? data.drugs().get(drug).name() : "");
                    row.set(1 + width + drug, present ? well.doses()[drug] : 0.0);
                    row.set(1 + 2 * width + drug, present ? data.drugs().get(drug).unit() : "");
                }
                row.add(100 * data.scale().canonical(well.response()) / control);
                row.add(blocks.get(i).cellLine());
                rows.add(row);
            }
        }
        return new DataTable(columns, rows);
    }

    /// Labels and a grid of viability in percent, the first drug before the rows; the second
    /// reading of each pair of doses goes to a second grid, and so on.
    private static String synergyFinderMatrices(CombinationBlock block) {
        CombinationData data = block.data();
        double control = control(data);
        Map<List<Double>, List<Double>> readings = new LinkedHashMap<>();
        TreeSet<Double> first = new TreeSet<>();
        TreeSet<Double> second = new TreeSet<>();
        int grids = 0;
        for (Well well : treated(data)) {
            List<Double> doses = Arrays.stream(well.doses()).boxed().toList();
            List<Double> found = readings.computeIfAbsent(doses, key -> new ArrayList<>());
            found.add(100 * data.scale().canonical(well.response()) / control);
            first.add(doses.get(0));
            second.add(doses.get(1));
            grids = Math.max(grids, found.size());
        }
        StringBuilder text = new StringBuilder();
        for (int grid = 0; grid < grids; grid++) {
            text.append(labels(block));
            text.append(new DataTable(doses(second), List.of()).toCsv());
            for (double dose : first) {
                List<String> row = new ArrayList<>(List.of(Double.toString(dose)));
                for (double other : second) {
                    List<Double> found = readings.getOrDefault(List.of(dose, other), List.of());
                    row.add(grid < found.size() ? found.get(grid).toString() : "");
                }
                text.append(new DataTable(row, List.of()).toCsv());
            }
            text.append("\r\n");
        }
        return text.toString();
    }

    private static String labels(CombinationBlock block) {
        Drug first = block.data().drugs().get(0);
        Drug second = block.data().drugs().get(1);
        return new DataTable(
                        List.of("Drug1:", first.name()),
                        List.of(
                                List.of("Drug2:", second.name()),
                                List.of("Cell:", block.cellLine()),
                                List.of("ConcUnit1:", first.unit()),
                                List.of("ConcUnit2:", second.unit())))
                .toCsv();
    }

    private static List<String> doses(Set<Double> doses) {
        List<String> row = new ArrayList<>(List.of(""));
        doses.forEach(dose -> row.add(dose.toString()));
        return row;
    }

    /// @param stem of the headers of doses, with the number of the drug
    private static DataTable plain(CombinationBlock block, String stem) {
        List<String> columns = new ArrayList<>();
        for (int n = 1; n <= block.data().drugs().size(); n++) {
            columns.add(stem.formatted(n));
        }
        columns.add("effect");
        double control = control(block.data());
        List<List<Object>> rows = new ArrayList<>();
        for (Well well : treated(block.data())) {
            List<Object> row = new ArrayList<>();
            for (double dose : well.doses()) {
                row.add(dose);
            }
            row.add(block.data().scale().canonical(well.response()) / control);
            rows.add(row);
        }
        return new DataTable(columns, rows);
    }

    private static DataTable pharmacoGx(List<CombinationBlock> blocks) {
        List<List<Object>> rows = new ArrayList<>();
        for (CombinationBlock block : blocks) {
            CombinationData data = block.data();
            double control = control(data);
            for (Well well : treated(data)) {
                rows.add(
                        List.of(
                                data.drugs().get(0).name(),
                                data.drugs().get(1).name(),
                                micromolar(well, data, 0),
                                micromolar(well, data, 1),
                                block.cellLine(),
                                well.biologicalReplicate(),
                                100 * data.scale().canonical(well.response()) / control));
            }
        }
        return new DataTable(
                List.of(
                        "treatment1id",
                        "treatment2id",
                        "treatment1dose",
                        "treatment2dose",
                        "sampleid",
                        "bio_rep",
                        "viability"),
                rows);
    }

    /// Untreated wells are `vehicle`, those of time zero have the duration 0. The positions on the
    /// plate are not known any more.
    private static DataTable gdr(List<CombinationBlock> blocks) {
        List<List<Object>> rows = new ArrayList<>();
        for (CombinationBlock block : blocks) {
            CombinationData data = block.data();
            boolean raw = data.scale() == ResponseScale.RAW_SIGNAL;
            Object duration = Double.isNaN(block.hours()) ? "" : block.hours();
            for (Well well : data.wells()) {
                boolean early = well.role() == WellRole.TIME_ZERO;
                if (well.role() != WellRole.TREATED && !early) {
                    continue;
                }
                double canonical = data.scale().canonical(well.response());
                rows.add(
                        List.of(
                                block.cellLine(),
                                block.cellLine(),
                                well.doses()[0] > 0 ? data.drugs().get(0).name() : "vehicle",
                                micromolar(well, data, 0),
                                well.doses()[1] > 0 ? data.drugs().get(1).name() : "vehicle",
                                micromolar(well, data, 1),
                                early ? 0.0 : duration,
                                "",
                                raw ? canonical : 100 * canonical,
                                0.0,
                                well.plate(),
                                "",
                                ""));
            }
        }
        return new DataTable(
                List.of(
                        "clid",
                        "CellLineName",
                        "Gnumber",
                        "Concentration",
                        "Gnumber_2",
                        "Concentration_2",
                        "Duration",
                        "ReferenceDivisionTime",
                        "ReadoutValue",
                        "BackgroundValue",
                        "Barcode",
                        "WellRow",
                        "WellColumn"),
                rows);
    }

    private static double micromolar(Well well, CombinationData data, int drug) {
        double dose = well.doses()[drug];
        return DoseUnit.convert(dose, data.drugs().get(drug).unit(), MICROMOLAR).orElse(dose);
    }

    private static List<Well> treated(CombinationData data) {
        return data.wells().stream().filter(well -> well.role() == WellRole.TREATED).toList();
    }

    /// 1, or the mean of the untreated wells of a raw signal.
    private static double control(CombinationData data) {
        if (data.scale() != ResponseScale.RAW_SIGNAL) {
            return 1;
        }
        return data.cells().stream()
                .filter(cell -> cell.drugsPresent() == 0)
                .mapToDouble(DoseCell::mean)
                .findFirst()
                .orElse(1);
    }
}
