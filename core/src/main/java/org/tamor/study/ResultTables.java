package org.tamor.study;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.tamor.calibrate.ensemble.EnsembleFile;
import org.tamor.expr.InfixPrinter;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabWriter;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.TimeCourse;

/// Writes results as tables: `claims.csv`, and under `results/` one table for each kind of thing;
/// `petab/` is the study as a plain PEtab problem with all cells of its designs.
///
/// Every file appears complete or not at all. Numbers are written so that reading them gives the
/// same number; a missing number is a blank. The same results give the same files.
public final class ResultTables {

    private final StudyResults results;
    private final Study study;
    private final Path folder;

    private ResultTables(StudyResults results, Path folder) {
        this.results = results;
        this.study = results.study();
        this.folder = folder;
    }

    /// Writes all tables into a folder, which is made where it is missing.
    public static void write(StudyResults results, Path folder) {
        try {
            new ResultTables(results, folder).write();
        } catch (IOException | UncheckedIOException e) {
            throw new EnvironmentException(
                    "results.cannot-write",
                    Location.ofFile(folder.toString()),
                    "the results cannot be written ("
                            + e.getMessage()
                            + "); check that the folder may be written");
        }
    }

    private void write() throws IOException {
        Files.createDirectories(folder.resolve("results"));
        table("claims.csv", this::claims);
        if (results.givenSentences().isPresent()) {
            EnsembleFile.write(
                    results.givenSentences().get().knowingSentences(),
                    folder.resolve("results/ensemble-given-sentences.tsv"));
        }
        table("results/claim-parameters.csv", this::dependences);
        table("results/experiments.csv", this::experiments);
        table("results/measurements.csv", this::measurements);
        table("results/designs.csv", this::designs);
        table("results/parameters.csv", this::parameters);
        table("results/edges.csv", this::edges);
        table("results/moieties.csv", this::moieties);
        table("results/observables.csv", this::observables);
        table(
                "results/run.csv",
                rows -> {
                    row(rows, "name", "value");
                    results.information().forEach((name, value) -> row(rows, name, value));
                });
        timeCourses();
        PetabWriter.write(expanded(study), folder.resolve("petab"));
    }

    /// The problem with the cells of the designs among its experiments.
    static PetabProblem expanded(Study study) {
        PetabProblem problem = study.problem();
        return new PetabProblem(
                problem.file(),
                study.id(),
                problem.formatVersion(),
                problem.models(),
                problem.parameters(),
                problem.conditions(),
                study.experiments(),
                problem.observables(),
                problem.measurements(),
                problem.mappings(),
                Map.of());
    }

    private void claims(CsvWriter rows) {
        row(
                rows,
                "id",
                "verdict",
                "value",
                "margin",
                "source",
                "grade",
                "sentence",
                "readout",
                "expression",
                "lower",
                "upper",
                "use",
                "holds_fraction",
                "holds_given_sentences",
                "holds_given_other_sentences",
                "effective_vectors_given_other_sentences",
                "value_p05",
                "value_p95",
                "explanation");
        for (ClaimResult result : results.claims()) {
            Claim claim = result.claim();
            row(
                    rows,
                    claim.id(),
                    result.verdict().name(),
                    number(result.value()),
                    number(result.margin()),
                    claim.source(),
                    claim.grade(),
                    claim.sentence(),
                    String.join(";", claim.readouts()),
                    claim.expression(),
                    number(claim.lower()),
                    number(claim.upper()),
                    claim.use().label(),
                    result.spread()
                            .map(spread -> Double.toString(spread.holdsFraction()))
                            .orElse(""),
                    givenSentences(result, ClaimResult.GivenSentences::all),
                    givenSentences(result, ClaimResult.GivenSentences::others),
                    givenSentences(result, ClaimResult.GivenSentences::effective),
                    number(
                            result.spread()
                                    .map(ClaimResult.ClaimSpread::low)
                                    .orElse(OptionalDouble.empty())),
                    number(
                            result.spread()
                                    .map(ClaimResult.ClaimSpread::high)
                                    .orElse(OptionalDouble.empty())),
                    result.explanation());
        }
    }

    private void dependences(CsvWriter rows) {
        row(rows, "claim", "parameter", "rank_correlation", "contraction", "left_open");
        for (ClaimDependence one : results.dependences()) {
            row(
                    rows,
                    one.claim(),
                    one.parameter(),
                    Double.toString(one.correlation()),
                    Double.isNaN(one.contraction()) ? "" : Double.toString(one.contraction()),
                    Double.isNaN(one.contraction()) ? "" : Boolean.toString(one.open()));
        }
    }

    private static String givenSentences(
            ClaimResult result, ToDoubleFunction<ClaimResult.GivenSentences> share) {
        return result.spread()
                .flatMap(ClaimResult.ClaimSpread::givenSentences)
                .map(given -> Double.toString(share.applyAsDouble(given)))
                .orElse("");
    }

    private void experiments(CsvWriter rows) {
        row(rows, "experiment", "status", "start", "end", "explanation");
        for (Map.Entry<String, RunResult> run : results.runs().entrySet()) {
            double[] times = results.times(run.getKey());
            boolean some = times.length > 0;
            row(
                    rows,
                    run.getKey(),
                    some ? "completed" : "failed",
                    some ? Double.toString(times[0]) : "",
                    some ? Double.toString(times[times.length - 1]) : "",
                    results.failure(run.getKey()).orElse(""));
        }
    }

    private void measurements(CsvWriter rows) {
        row(
                rows,
                "observable",
                "experiment",
                "time",
                "measurement",
                "simulation",
                "noise",
                "residual",
                "log_likelihood",
                "use",
                "dataset",
                "explanation");
        for (MeasurementFit fit : results.measurements()) {
            Measurement measurement = fit.measurement();
            row(
                    rows,
                    measurement.observable(),
                    measurement.experiment(),
                    Double.toString(measurement.time()),
                    Double.toString(measurement.value()),
                    number(fit.simulated()),
                    number(fit.noise()),
                    number(fit.residual()),
                    number(fit.logLikelihood()),
                    fit.use().label(),
                    measurement.dataset(),
                    fit.explanation());
        }
    }

    private void designs(CsvWriter rows) {
        row(rows, "design", "experiment", "factor", "condition", "label", "dose", "unit");
        for (Design design : study.designs()) {
            for (Design.Cell cell : design.cells()) {
                for (int i = 0; i < design.factors().size(); i++) {
                    Design.Level level = cell.levels().get(i);
                    row(
                            rows,
                            design.id(),
                            cell.experiment(),
                            design.factors().get(i).condition(),
                            level.condition(),
                            level.label(),
                            number(level.dose()),
                            level.unit());
                }
            }
        }
    }

    private void parameters(CsvWriter rows) {
        row(
                rows,
                "parameter",
                "value",
                "unit",
                "low",
                "high",
                "distribution",
                "source",
                "grade",
                "note",
                "uncertain",
                "lower_bound",
                "upper_bound");
        Map<String, PetabParameter> table = new HashMap<>();
        study.problem().parameters().forEach(parameter -> table.put(parameter.id(), parameter));
        for (ProvenanceEntry entry : study.provenance()) {
            PetabParameter parameter = table.remove(entry.parameter());
            row(
                    rows,
                    entry.parameter(),
                    Double.toString(entry.value()),
                    entry.unit(),
                    number(entry.low()),
                    number(entry.high()),
                    entry.distribution(),
                    entry.source(),
                    entry.grade().name(),
                    entry.note(),
                    parameter == null ? "false" : Boolean.toString(parameter.estimate()),
                    parameter == null ? "" : Double.toString(parameter.lowerBound()),
                    parameter == null ? "" : Double.toString(parameter.upperBound()));
        }
        for (PetabParameter parameter : study.problem().parameters()) {
            if (table.containsKey(parameter.id())) {
                row(
                        rows,
                        parameter.id(),
                        number(parameter.nominalValue()),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        Boolean.toString(parameter.estimate()),
                        Double.toString(parameter.lowerBound()),
                        Double.toString(parameter.upperBound()));
            }
        }
    }

    private void edges(CsvWriter rows) {
        row(
                rows,
                "edge",
                "source",
                "target",
                "sign",
                "parameter",
                "cut_value",
                "cut",
                "reference",
                "description");
        for (Edge edge : study.edges()) {
            for (Edge.Cut cut : edge.cuts()) {
                row(
                        rows,
                        edge.id(),
                        edge.source(),
                        edge.target(),
                        edge.sign().label(),
                        cut.parameter(),
                        Double.toString(cut.value()),
                        Boolean.toString(results.options().cuts().contains(edge.id())),
                        edge.reference(),
                        edge.description());
            }
        }
    }

    private void moieties(CsvWriter rows) {
        row(
                rows,
                "moiety",
                "experiment",
                "initial",
                "last",
                "error",
                "made_by",
                "lost_by",
                "explanation");
        for (MoietyBalance balance : results.moieties()) {
            row(
                    rows,
                    balance.moiety(),
                    balance.experiment(),
                    number(finite(balance.initial())),
                    number(finite(balance.last())),
                    number(finite(balance.error())),
                    String.join(";", balance.makers()),
                    String.join(";", balance.losers()),
                    balance.explanation());
        }
    }

    private void observables(CsvWriter rows) {
        row(rows, "observable", "name", "formula", "noise", "noise_distribution");
        for (Observable observable : study.problem().observables()) {
            row(
                    rows,
                    observable.id(),
                    observable.name(),
                    InfixPrinter.print(observable.formula()),
                    InfixPrinter.print(observable.noise()),
                    observable.noiseDistribution().label());
        }
    }

    /// One table for each observable that has a value of its own.
    private void timeCourses() throws IOException {
        Files.createDirectories(folder.resolve("results/timecourses"));
        for (Observable observable : study.problem().observables()) {
            if (observable.placeholders().isEmpty()) {
                table(
                        "results/timecourses/" + observable.id() + ".csv",
                        rows -> timeCourse(observable.id(), rows));
            }
        }
    }

    private void timeCourse(String observable, CsvWriter rows) {
        row(rows, "experiment", "time", "value");
        results.runs()
                .forEach(
                        (experiment, run) -> {
                            if (run instanceof RunResult.Completed(TimeCourse course)
                                    && course.outputs().contains(observable)) {
                                double[] values = course.of(observable);
                                for (int i = 0; i < values.length; i++) {
                                    row(
                                            rows,
                                            experiment,
                                            Double.toString(course.times()[i]),
                                            number(finite(values[i])));
                                }
                            }
                        });
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static void row(CsvWriter rows, String... fields) {
        rows.writeRecord(List.of(fields));
    }

    private void table(String name, Consumer<CsvWriter> content) throws IOException {
        WholeFile.write(
                folder.resolve(name),
                writer -> {
                    try (CsvWriter rows =
                            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer)) {
                        content.accept(rows);
                    }
                });
    }
}
