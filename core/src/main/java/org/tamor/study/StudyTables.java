package org.tamor.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.TsvTable;
import org.tamor.format.petab.TsvTable.Columns;
import org.tamor.format.petab.TsvTable.Row;

/// The tables that a study has beside those of PEtab, each row by itself.
final class StudyTables {

    private static final Columns CLAIMS =
            new Columns(
                    List.of(
                            "claimId",
                            "sentence",
                            "source",
                            "grade",
                            "use",
                            "readout",
                            "experiments",
                            "expression"),
                    List.of("lower", "upper", "tolerance", "requires", "note"),
                    false);
    private static final Columns EDGES =
            new Columns(
                    List.of("edgeId", "source", "target", "sign", "parameterId", "cutValue"),
                    List.of("reference", "description"),
                    false);
    private static final Columns PROVENANCE =
            new Columns(
                    List.of("parameterId", "value", "unit", "source", "grade"),
                    List.of("low", "high", "distribution", "note"),
                    false);
    private static final Columns MECHANISMS =
            new Columns(
                    List.of("mechanismId", "question", "sentence", "parameterId", "value"),
                    List.of("note"),
                    false);
    private static final Columns MOIETIES =
            new Columns(List.of("moietyId", "speciesId", "count"), List.of(), false);
    private static final Set<String> GRADES = Set.of("S", "L", "Data", "P");

    private StudyTables() {}

    static List<Claim> claims(List<Path> files) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (Path file : files) {
            for (Row row : TsvTable.read(file, CLAIMS).rows()) {
                Claim claim = claim(row);
                Claim other = claims.put(claim.id(), claim);
                if (other != null) {
                    throw duplicate(
                            "claims", claim.id(), row.location("claimId"), other.location());
                }
            }
        }
        return List.copyOf(claims.values());
    }

    private static Claim claim(Row row) {
        OptionalDouble lower = row.optionalNumber("lower");
        OptionalDouble upper = row.optionalNumber("upper");
        if (lower.isPresent() && upper.isPresent() && lower.getAsDouble() > upper.getAsDouble()) {
            throw row.error(
                    "study.bad-claim",
                    "lower",
                    "the lower limit is above the upper one; swap them");
        }
        OptionalDouble tolerance = row.optionalNumber("tolerance");
        if (tolerance.isPresent()
                && !(tolerance.getAsDouble() > 0 && (lower.isPresent() || upper.isPresent()))) {
            throw row.error(
                    "study.bad-claim",
                    "tolerance",
                    "a tolerance is above 0 and belongs to a limit; correct it, or leave it blank");
        }
        row.required("readout");
        row.required("experiments");
        return new Claim(
                row.identifier("claimId"),
                row.required("sentence"),
                row.required("source"),
                grades(row),
                use(row),
                row.identifiers("readout"),
                row.parts("experiments").stream().map(StudyTables::unquoted).toList(),
                row.required("expression"),
                lower,
                upper,
                tolerance,
                row.text("requires"),
                row.text("note"),
                row.location());
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static Set<String> grades(Row row) {
        Set<String> grades = new LinkedHashSet<>();
        for (String grade : row.required("grade").split("\\+", -1)) {
            if (!GRADES.contains(grade.strip())) {
                throw row.error(
                        "study.bad-claim",
                        "grade",
                        "'" + grade + "' is no grade; write S, L, Data or P, joined by +");
            }
            grades.add(grade.strip());
        }
        return grades;
    }

    private static Claim.Use use(Row row) {
        return switch (row.required("use")) {
            case "calibration" -> Claim.Use.CALIBRATION;
            case "validation" -> Claim.Use.VALIDATION;
            case String other ->
                    throw row.error(
                            "study.bad-claim",
                            "use",
                            "'" + other + "' is neither calibration nor validation; write one");
        };
    }

    /// Rows that share an id are one mechanism with several settings.
    static List<Mechanism> mechanisms(List<Path> files) {
        Map<String, Mechanism> mechanisms = new LinkedHashMap<>();
        for (Path file : files) {
            for (Row row : TsvTable.read(file, MECHANISMS).rows()) {
                mechanisms.merge(
                        row.identifier("mechanismId"),
                        mechanism(row),
                        (first, second) -> join(first, second, row));
            }
        }
        return List.copyOf(mechanisms.values());
    }

    private static Mechanism mechanism(Row row) {
        List<Mechanism.Setting> settings =
                row.text("parameterId").isEmpty()
                        ? List.of()
                        : List.of(
                                new Mechanism.Setting(
                                        row.identifier("parameterId"), row.number("value")));
        return new Mechanism(
                row.identifier("mechanismId"),
                row.required("question"),
                row.required("sentence"),
                settings,
                row.location());
    }

    private static Mechanism join(Mechanism first, Mechanism second, Row row) {
        if (!first.question().equals(second.question())
                || first.settings().isEmpty()
                || second.settings().isEmpty()) {
            throw row.error(
                    "study.bad-mechanism",
                    "mechanismId",
                    "the rows of "
                            + first.id()
                            + " belong to one mechanism; give all of them its question and a"
                            + " parameter");
        }
        List<Mechanism.Setting> settings = new ArrayList<>(first.settings());
        settings.addAll(second.settings());
        return new Mechanism(
                first.id(), first.question(), first.sentence(), settings, first.location());
    }

    static List<Edge> edges(List<Path> files) {
        Map<String, Edge> edges = new LinkedHashMap<>();
        for (Path file : files) {
            for (Row row : TsvTable.read(file, EDGES).rows()) {
                edges.merge(
                        row.required("edgeId"),
                        edge(row),
                        (first, second) -> join(first, second, row));
            }
        }
        return List.copyOf(edges.values());
    }

    private static Edge edge(Row row) {
        Edge.Sign sign =
                switch (row.required("sign")) {
                    case "+" -> Edge.Sign.ACTIVATION;
                    case "-" -> Edge.Sign.INHIBITION;
                    case String other ->
                            throw row.error(
                                    "study.bad-edge",
                                    "sign",
                                    "'" + other + "' is neither + nor -; write one");
                };
        Edge.Cut cut =
                new Edge.Cut(
                        row.identifier("parameterId"),
                        row.number("cutValue"),
                        row.location("parameterId"));
        return new Edge(
                row.required("edgeId"),
                row.required("source"),
                row.required("target"),
                sign,
                List.of(cut),
                row.text("reference"),
                row.text("description"));
    }

    /// Rows that share an edge: their parameters are all set when it is cut.
    private static Edge join(Edge first, Edge second, Row row) {
        if (!first.source().equals(second.source())
                || !first.target().equals(second.target())
                || first.sign() != second.sign()) {
            throw row.error(
                    "study.bad-edge",
                    "edgeId",
                    "another row of edge "
                            + first.id()
                            + " has another source, target or sign; make them the same");
        }
        List<Edge.Cut> cuts = new ArrayList<>(first.cuts());
        for (Edge.Cut cut : second.cuts()) {
            if (cuts.stream().anyMatch(other -> other.parameter().equals(cut.parameter()))) {
                throw row.error(
                        "study.duplicate",
                        "parameterId",
                        "edge "
                                + first.id()
                                + " sets "
                                + cut.parameter()
                                + " twice; remove one row");
            }
            cuts.add(cut);
        }
        return new Edge(
                first.id(),
                first.source(),
                first.target(),
                first.sign(),
                cuts,
                first.reference(),
                first.description());
    }

    static List<ProvenanceEntry> provenance(List<Path> files) {
        Map<String, ProvenanceEntry> entries = new LinkedHashMap<>();
        for (Path file : files) {
            for (Row row : TsvTable.read(file, PROVENANCE).rows()) {
                ProvenanceEntry entry = provenance(row);
                ProvenanceEntry other = entries.put(entry.parameter(), entry);
                if (other != null) {
                    throw duplicate(
                            "rows for",
                            entry.parameter(),
                            row.location("parameterId"),
                            other.location());
                }
            }
        }
        return List.copyOf(entries.values());
    }

    private static ProvenanceEntry provenance(Row row) {
        OptionalDouble low = row.optionalNumber("low");
        OptionalDouble high = row.optionalNumber("high");
        if (low.isPresent() && high.isPresent() && low.getAsDouble() > high.getAsDouble()) {
            throw row.error("study.bad-provenance", "low", "low is above high; swap them");
        }
        String grade = row.required("grade");
        return new ProvenanceEntry(
                row.identifier("parameterId"),
                row.number("value"),
                row.required("unit"),
                low,
                high,
                row.text("distribution"),
                row.required("source"),
                ProvenanceEntry.Grade.of(grade)
                        .orElseThrow(() ->
                                row.error(
                                        "study.bad-provenance",
                                        "grade",
                                        "'"
                                                + grade
                                                + "' is no grade of provenance; write A, B, C, D or E")),
                row.text("note"),
                row.location());
    }

    static List<Moiety> moieties(List<Path> files) {
        Map<String, List<Moiety.Share>> shares = new LinkedHashMap<>();
        for (Path file : files) {
            for (Row row : TsvTable.read(file, MOIETIES).rows()) {
                String species = row.identifier("speciesId");
                List<Moiety.Share> list =
                        shares.computeIfAbsent(row.required("moietyId"), key -> new ArrayList<>());
                if (list.stream().anyMatch(share -> share.species().equals(species))) {
                    throw row.error(
                            "study.duplicate",
                            "speciesId",
                            species + " is listed twice here; remove one row");
                }
                list.add(new Moiety.Share(species, row.number("count"), row.location("speciesId")));
            }
        }
        return shares.entrySet().stream()
                .map(entry -> new Moiety(entry.getKey(), entry.getValue()))
                .toList();
    }

    static BadInputException duplicate(String kind, String id, Location here, Location there) {
        return new BadInputException(
                "study.duplicate",
                here,
                "there are two "
                        + kind
                        + " "
                        + id
                        + " (also at "
                        + there
                        + "); rename or remove one");
    }
}
