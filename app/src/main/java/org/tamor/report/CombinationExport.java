package org.tamor.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.files.WholeFile;
import org.tamor.report.figure.DataTable;

/// Writes measurements in the layouts of other programs, so that their numbers can be compared.
///
/// Blocks of two drugs only. Responses are converted from the canonical ones: viability in percent
/// for SynergyFinder, fractions of the control for the others.
public final class CombinationExport {

    private CombinationExport() {}

    /// Writes one file for SynergyFinder (all blocks), and one for each block for the others.
    ///
    /// @param formats of `synergyfinder`, `python-synergy` and `bigl`
    public static void write(List<CombinationBlock> blocks, List<String> formats, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        List<CombinationBlock> pairs =
                blocks.stream().filter(block -> block.data().drugs().size() == 2).toList();
        if (formats.contains("synergyfinder")) {
            WholeFile.write(folder.resolve("synergyfinder.csv"), synergyFinder(pairs).toCsv());
        }
        for (int i = 0; i < pairs.size(); i++) {
            String number = String.format(Locale.ROOT, "-%03d.csv", i + 1);
            if (formats.contains("python-synergy")) {
                WholeFile.write(
                        folder.resolve("python-synergy" + number),
                        plain(pairs.get(i), List.of("drug1.conc", "drug2.conc", "effect")).toCsv());
            }
            if (formats.contains("bigl")) {
                WholeFile.write(
                        folder.resolve("bigl" + number),
                        plain(pairs.get(i), List.of("d1", "d2", "effect")).toCsv());
            }
        }
    }

    private static DataTable synergyFinder(List<CombinationBlock> blocks) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            CombinationData data = blocks.get(i).data();
            double control = control(data);
            for (Well well : treated(data)) {
                rows.add(
                        List.of(
                                i + 1,
                                data.drugs().get(0).name(),
                                data.drugs().get(1).name(),
                                well.doses()[0],
                                well.doses()[1],
                                100 * data.scale().canonical(well.response()) / control,
                                data.drugs().get(0).unit(),
                                data.drugs().get(1).unit(),
                                blocks.get(i).cellLine()));
            }
        }
        return new DataTable(
                List.of(
                        "block_id",
                        "drug1",
                        "drug2",
                        "conc1",
                        "conc2",
                        "response",
                        "conc_unit1",
                        "conc_unit2",
                        "cell_line_name"),
                rows);
    }

    private static DataTable plain(CombinationBlock block, List<String> columns) {
        double control = control(block.data());
        List<List<Object>> rows = new ArrayList<>();
        for (Well well : treated(block.data())) {
            rows.add(
                    List.of(
                            well.doses()[0],
                            well.doses()[1],
                            block.data().scale().canonical(well.response()) / control));
        }
        return new DataTable(columns, rows);
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
