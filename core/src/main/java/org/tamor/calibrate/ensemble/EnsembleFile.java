package org.tamor.calibrate.ensemble;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.TsvTable;

/// Ensembles as tab-separated tables: the columns `weight` and, where known, `logPosterior`, then
/// one for each parameter, by its id, with values on the linear scale; one row for each vector.
public final class EnsembleFile {

    private static final String WEIGHT = "weight";
    private static final String LOG_POSTERIOR = "logPosterior";
    private static final String KNOWS = "knows";
    private static final String SENTENCES = "sentences";
    private static final TsvTable.Columns COLUMNS =
            new TsvTable.Columns(List.of(WEIGHT), List.of(LOG_POSTERIOR, KNOWS), true);
    private static final int MOST_MEMBERS = 100_000;

    private EnsembleFile() {}

    public static void write(Ensemble ensemble, Path file) throws IOException {
        StringBuilder text = new StringBuilder(WEIGHT).append('\t').append(LOG_POSTERIOR);
        if (ensemble.knowsSentences()) {
            text.append('\t').append(KNOWS);
        }
        ensemble.parameters().forEach(id -> text.append('\t').append(id));
        text.append('\n');
        for (Ensemble.Member member : ensemble.members()) {
            text.append(member.weight()).append('\t');
            text.append(
                    Double.isNaN(member.logPosterior())
                            ? ""
                            : Double.toString(member.logPosterior()));
            if (ensemble.knowsSentences()) {
                text.append('\t').append(SENTENCES);
            }
            for (double value : member.values()) {
                text.append('\t').append(value);
            }
            text.append('\n');
        }
        WholeFile.write(file, text.toString());
    }

    /// Reads an ensemble.
    ///
    /// @param known the parameters that there are; others in the file are refused
    /// @throws BadInputException where a parameter is unknown or stands twice, a value is missing
    ///   or no finite number, a weight is negative, or all weights are 0
    public static Ensemble read(Path file, Collection<String> known) {
        TsvTable table = TsvTable.read(file, COLUMNS);
        List<String> parameters = parameters(table, known);
        List<Ensemble.Member> members = new ArrayList<>();
        double total = 0;
        boolean knowsSentences = false;
        for (TsvTable.Row row : table.rows()) {
            double weight = row.number(WEIGHT);
            if (weight < 0) {
                throw row.error(
                        "ensemble.weight",
                        WEIGHT,
                        "the weight is " + weight + "; write 0 or more, or remove the row");
            }
            total += weight;
            knowsSentences |= knowsSentences(row);
            double[] values = new double[parameters.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.number(parameters.get(i));
            }
            members.add(
                    new Ensemble.Member(
                            weight, row.optionalNumber(LOG_POSTERIOR).orElse(Double.NaN), values));
        }
        check(table, members.size(), total);
        return new Ensemble(parameters, members, knowsSentences);
    }

    private static boolean knowsSentences(TsvTable.Row row) {
        String knows = row.text(KNOWS);
        if (!knows.isEmpty() && !knows.equals(SENTENCES)) {
            throw row.error(
                    "ensemble.knows",
                    KNOWS,
                    "the vector is said to know "
                            + knows
                            + "; write "
                            + SENTENCES
                            + " for one that agrees with the study's sentences, else nothing");
        }
        return !knows.isEmpty();
    }

    private static List<String> parameters(TsvTable table, Collection<String> known) {
        List<String> parameters =
                table.columns().stream()
                        .filter(name -> !List.of(WEIGHT, LOG_POSTERIOR, KNOWS).contains(name))
                        .toList();
        for (String id : parameters) {
            if (!known.contains(id)) {
                throw new BadInputException(
                        "ensemble.unknown-parameter",
                        Location.ofLine(table.file(), 1).withElement(id),
                        "there is no parameter "
                                + id
                                + " in the parameter table; "
                                + NearestNames.hint(id, known, "remove the column"));
            }
        }
        if (parameters.isEmpty()) {
            throw new BadInputException(
                    "ensemble.no-parameter",
                    Location.ofLine(table.file(), 1),
                    "the ensemble has no parameter; add a column named by the id of one");
        }
        return parameters;
    }

    private static void check(TsvTable table, int members, double total) {
        if (members > MOST_MEMBERS) {
            throw new BadInputException(
                    "ensemble.too-large",
                    Location.ofFile(table.file()),
                    "the ensemble has "
                            + members
                            + " vectors; leave at most "
                            + MOST_MEMBERS
                            + " of them");
        }
        if (!(total > 0) || Double.isInfinite(total)) {
            throw new BadInputException(
                    "ensemble.weight",
                    Location.ofFile(table.file()).withElement(WEIGHT),
                    members == 0
                            ? "the ensemble is empty; add a row for each parameter vector"
                            : "the weights sum to " + total + "; give them a finite, positive sum");
        }
    }
}
