package org.tamor.format.tumour;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sheet.Findings;
import org.tamor.format.sheet.Sheet;
import org.tamor.format.sheet.SheetFile;
import org.tamor.format.sheet.SheetReader;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.Design;
import org.tamor.tumour.analysis.DesignDetection;

/// Reads a file of tumour volumes.
public final class TumourReader {

    private static final int MOST_FINDINGS = 50;

    private final Findings findings = new Findings(MOST_FINDINGS);
    private final TumourDeclarations declared;

    private TumourReader(TumourDeclarations declared) {
        this.declared = declared;
    }

    /// Reads the first table of volumes in a file as declared, and detects what is left open. What
    /// is wrong or ambiguous is a finding; a reading with a problem has no study.
    ///
    /// @throws BadInputException `plate.unreadable` or `plate.too-large` where the file can't be
    ///   read at all
    public static TumourReading read(Path file, TumourDeclarations declared) {
        return new TumourReader(declared).read(file);
    }

    private TumourReading read(Path path) {
        Optional<SheetFile> file = SheetReader.read(path, SheetFile.Format.DETECT, findings);
        Optional<TumourStudy> study = file.flatMap(this::study);
        String control = study.map(found -> control(found, path)).orElse("");
        List<Design> designs =
                study.filter(found -> !findings.hasProblem())
                        .map(found -> designs(found, control, path))
                        .orElse(List.of());
        return findings.hasProblem() || study.isEmpty()
                ? new TumourReading(Optional.empty(), "", List.of(), findings.all())
                : new TumourReading(study, control, designs, findings.all());
    }

    private Optional<TumourStudy> study(SheetFile file) {
        for (Sheet sheet : file.sheets()) {
            VolumeRows rows = new VolumeRows(sheet, file.decimal(), findings);
            Optional<VolumeColumns> columns = rows.read();
            if (columns.isPresent()) {
                double factor =
                        VolumeUnit.factor(
                                columns.get(), rows.readings(), declared.unit(), sheet, findings);
                return new StudyAssembly(declared, findings, sheet)
                        .study(rows.readings(), columns.get(), factor);
            }
        }
        Sheet first = file.sheets().getFirst();
        List<String> missing = VolumeColumns.of(first.rows().getFirst()).missing();
        findings.problem(
                "tumour.layout-unknown",
                first.at(1, 1),
                "no table of tumour volumes is recognised; a long table needs columns of treatment,"
                    + " mouse, day and tumor volume (missing: "
                        + String.join(", ", missing)
                        + "), a wide one a column for each day or each mouse");
        return Optional.empty();
    }

    private String control(TumourStudy study, Path path) {
        List<String> arms = study.arms().stream().map(Arm::name).toList();
        Location where = Location.ofFile(path.toString());
        if (declared.control().isPresent()) {
            checkNamed(declared.control().get(), arms, "--control", where);
            return declared.control().get();
        }
        Optional<String> found = DesignDetection.control(arms);
        if (found.isEmpty()) {
            findings.problem(
                    "tumour.no-control",
                    where,
                    "none of the arms ("
                            + String.join(", ", arms)
                            + ") is named as a control, or several are; declare --control NAME");
            return "";
        }
        findings.note(
                "tumour.control", where, "'" + found.get() + "' is taken as the untreated control");
        return found.get();
    }

    private List<Design> designs(TumourStudy study, String control, Path path) {
        List<String> arms = study.arms().stream().map(Arm::name).toList();
        Location where = Location.ofFile(path.toString());
        if (!declared.arms().isEmpty()) {
            declared.arms().forEach(arm -> checkNamed(arm, arms, "--arms", where));
            List<String> names = declared.arms();
            if (names.size() < 3 || names.contains(control)) {
                findings.problem(
                        "tumour.arms",
                        where,
                        "--arms takes two or more arms of one drug and then the arm that combines"
                            + " them, without the control");
                return List.of();
            }
            return List.of(
                    new Design(control, names.subList(0, names.size() - 1), names.getLast()));
        }
        List<Design> found = new ArrayList<>(DesignDetection.designs(arms, control));
        found.forEach(
                design ->
                        findings.note(
                                "tumour.design",
                                where,
                                "'"
                                        + design.combination()
                                        + "' is taken as the combination of "
                                        + String.join(" and ", design.singles())));
        if (found.isEmpty()) {
            findings.note(
                    "tumour.no-combination",
                    where,
                    "no arm is named as the combination of others; interaction is not analysed"
                        + " (--arms A,B,AB declares it)");
        }
        return found;
    }

    private void checkNamed(String name, List<String> arms, String option, Location where) {
        if (!arms.contains(name)) {
            findings.problem(
                    "tumour.unknown-arm",
                    where,
                    option
                            + " names '"
                            + name
                            + "', which is none of the arms "
                            + String.join(", ", arms));
        }
    }
}
