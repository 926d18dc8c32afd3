package org.tamor.calibrate.fit;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.files.WholeFile;
import org.tamor.format.petab.TsvTable;

/// The tables of a fit.
public final class FitTables {

    /// Two-sided normal quantile of 95 percent.
    private static final double NORMAL_95 = 1.959963984540054;

    /// The verdict on parameters of which nothing is said, see [Judgement].
    private static final String NOT_JUDGED = "not judged";

    private final FitResult result;

    public FitTables(FitResult result) {
        this.result = result;
    }

    /// Writes `fit.csv`, `starts.csv`, `times.csv`, `parameters.csv` and the problem's parameter
    /// tables with the best values as nominal ones (`parameters.tsv`; numbered where there are
    /// several).
    public void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve("fit.csv"), csv(summary()));
        WholeFile.write(folder.resolve("starts.csv"), csv(starts()));
        WholeFile.write(folder.resolve("times.csv"), csv(times()));
        WholeFile.write(folder.resolve("parameters.csv"), csv(parameters()));
        for (Map.Entry<String, String> table : petabTables().entrySet()) {
            WholeFile.write(folder.resolve(table.getKey()), table.getValue());
        }
    }

    /// What was done and what came of it, in one row.
    public List<List<String>> summary() {
        return List.of(
                List.of(
                        "objective",
                        "logLikelihood",
                        "logPrior",
                        "nominalObjective",
                        "density",
                        "method",
                        "eliminated",
                        "seed",
                        "starts",
                        "startsAtBest",
                        "bestStart",
                        "notJudged"),
                List.of(
                        Double.toString(result.objective()),
                        Double.toString(result.atBest().logLikelihood()),
                        Double.toString(result.logPrior()),
                        result.nominal().map(value -> Double.toString(value)).orElse(""),
                        result.options().density().label(),
                        result.method().label(),
                        String.join(" ", result.eliminated()),
                        Long.toString(result.options().seed()),
                        Integer.toString(result.starts().size()),
                        Long.toString(result.startsAtBest()),
                        Integer.toString(result.bestStart()),
                        result.judgement() instanceof Judgement.NotJudged(String reason)
                                ? reason
                                : ""));
    }

    /// Every start, the best first; parameter values on the linear scale. The objective is the one
    /// that the start ended with; that of the few best ones once refined stands beside it.
    public List<List<String>> starts() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header =
                new ArrayList<>(
                        List.of(
                                "rank",
                                "start",
                                "status",
                                "objective",
                                "objectiveRefined",
                                "objectiveAtStart",
                                "gradientNorm",
                                "iterations",
                                "evaluations",
                                "gradients",
                                "failures",
                                "remark"));
        header.addAll(result.space().ids());
        rows.add(header);
        List<StartResult> ordered = new ArrayList<>(MultiStart.ranked(result.starts()));
        result.starts().stream()
                .filter(start -> start.fit().value().isEmpty())
                .forEach(ordered::add);
        for (StartResult start : ordered) {
            LocalFit fit = start.fit();
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    fit.value().isPresent() ? Integer.toString(rows.size()) : "",
                                    Integer.toString(start.index()),
                                    fit.status().label(),
                                    fit.value().map(value -> Double.toString(value)).orElse(""),
                                    number(
                                            result.refined()
                                                    .getOrDefault(start.index(), Double.NaN)),
                                    number(start.startValue()),
                                    number(fit.gradientNorm()),
                                    Integer.toString(fit.iterations()),
                                    Integer.toString(fit.evaluations()),
                                    Integer.toString(fit.expansions()),
                                    Integer.toString(fit.failures()),
                                    fit.remark()));
            for (int k = 0; k < fit.point().length; k++) {
                row.add(Double.toString(result.space().value(k, fit.point()[k])));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<List<String>> times() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("start", "processorSeconds"));
        for (StartResult start : result.starts()) {
            rows.add(List.of(Integer.toString(start.index()), Double.toString(start.seconds())));
        }
        return rows;
    }

    /// The best value of each parameter, and how sure it is.
    public List<List<String>> parameters() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "parameterId",
                        "value",
                        "scale",
                        "valueOnScale",
                        "standardErrorOnScale",
                        "lower95",
                        "upper95",
                        "lowerBound",
                        "upperBound",
                        "verdict"));
        SearchSpace space = result.space();
        for (int k = 0; k < space.dimension(); k++) {
            double best = result.best()[k];
            double error = standardError(k);
            boolean known = Double.isFinite(error);
            rows.add(
                    List.of(
                            space.parameter(k).id(),
                            Double.toString(space.value(k, best)),
                            space.scale(k).label(),
                            Double.toString(best),
                            number(error),
                            known ? interval(k, best - NORMAL_95 * error) : "",
                            known ? interval(k, best + NORMAL_95 * error) : "",
                            Double.toString(space.parameter(k).lowerBound()),
                            Double.toString(space.parameter(k).upperBound()),
                            verdict(k)));
        }
        return rows;
    }

    private double standardError(int k) {
        return result.identifiability().map(one -> one.standardErrors()[k]).orElse(Double.NaN);
    }

    private String verdict(int k) {
        return result.identifiability()
                .map(one -> one.verdicts().get(k).label())
                .orElse(NOT_JUDGED);
    }

    private String interval(int k, double scaled) {
        return Double.toString(SearchSpace.unscaled(result.space().scale(k), scaled));
    }

    /// "" for what is not a finite number.
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private Map<String, String> petabTables() {
        Map<String, Double> best = result.space().values(result.best());
        List<String> files =
                result.evaluation().problem().parameters().stream()
                        .map(parameter -> parameter.location().file())
                        .distinct()
                        .toList();
        Map<String, String> tables = new LinkedHashMap<>();
        for (String file : files) {
            TsvTable.Columns columns =
                    new TsvTable.Columns(List.of("parameterId"), List.of(), true);
            TsvTable table = TsvTable.read(Path.of(file), columns);
            String name =
                    files.size() == 1
                            ? "parameters.tsv"
                            : "parameters-" + (tables.size() + 1) + ".tsv";
            tables.put(name, petabTable(table, best));
        }
        return tables;
    }

    private static String petabTable(TsvTable table, Map<String, Double> best) {
        List<String> columns = new ArrayList<>(table.columns());
        if (!columns.contains("nominalValue")) {
            columns.add("nominalValue");
        }
        StringBuilder text = new StringBuilder(String.join("\t", columns)).append('\n');
        for (TsvTable.Row row : table.rows()) {
            List<String> cells = new ArrayList<>();
            Optional<Double> value = Optional.ofNullable(best.get(row.text("parameterId")));
            for (String column : columns) {
                cells.add(
                        column.equals("nominalValue") && value.isPresent()
                                ? Double.toString(value.get())
                                : row.text(column));
            }
            text.append(String.join("\t", cells)).append('\n');
        }
        return text.toString();
    }

    private static String csv(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return text.toString();
    }
}
