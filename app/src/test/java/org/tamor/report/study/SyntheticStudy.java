package org.tamor.report.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.format.petab.PetabProblem;
import org.tamor.model.Model;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.TimeCourse;
import org.tamor.study.Claim;
import org.tamor.study.ClaimResult;
import org.tamor.study.ClaimResult.ClaimSpread;
import org.tamor.study.Design;
import org.tamor.study.Edge;
import org.tamor.study.MeasurementFit;
import org.tamor.study.Moiety;
import org.tamor.study.MoietyBalance;
import org.tamor.study.ProvenanceEntry;
import org.tamor.study.ProvenanceEntry.Grade;
import org.tamor.study.RunOptions;
import org.tamor.study.Study;
import org.tamor.study.StudyResults;
import org.tamor.study.Verdict;

/// Results of a made-up study of the usual shape: closed formulas stand in for the model.
public final class SyntheticStudy {

    public static final List<Double> OHT =
            List.of(0.0, 0.3, 3.0, 30.0, 100.0, 300.0, 1000.0, 3000.0);
    public static final List<Double> RAPAMYCIN = List.of(0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 20.0);
    public static final double START = 3e5;

    private static final Location NOWHERE = Location.UNKNOWN;
    private static final List<String> OBSERVABLES =
            List.of(
                    "count",
                    "luciferase",
                    "phase_G0",
                    "phase_G1",
                    "phase_S",
                    "phase_G2M",
                    "blot_pAkt_S473",
                    "blot_pS6K_T389",
                    "blot_pER_S167",
                    "blot_cyclinD1");
    private static final Map<String, double[]> ARMS =
            Map.of(
                    "vehicle", new double[] {0, 0},
                    "oht", new double[] {1000, 0},
                    "rapa", new double[] {0, 10},
                    "oht_rapa", new double[] {1000, 10},
                    "fulv", new double[] {5000, 0},
                    "ly", new double[] {0, 0.3},
                    "s6ki", new double[] {0, 1},
                    "capi", new double[] {0, 3});

    private SyntheticStudy() {}

    /// The count at an hour: exponential growth slowed by both drugs; active Akt protects from
    /// 4-OHT, less so with rapamycin.
    public static double count(boolean akt, double oht, double rapamycin, double hours) {
        double restored = rapamycin / (rapamycin + 2);
        double sensitivity = akt ? 0.15 + 0.6 * restored : 0.8;
        double rate = 0.6 * (1 - sensitivity * oht / (oht + 40)) * (1 - 0.35 * restored);
        return START * Math.exp(rate * hours / 24);
    }

    private static double value(
            String observable, boolean akt, double oht, double rapamycin, double hours) {
        double drug = hours > 24 ? 1 : 0;
        double s6k = (akt ? 2 : 1) * (1 - drug * rapamycin / (rapamycin + 0.2));
        double growth = count(akt, oht, rapamycin, 24) / START;
        return switch (observable) {
            case "count" -> count(akt, oht, rapamycin, hours);
            case "luciferase" -> (5 + 3 * s6k) / (1 + oht / 20);
            case "phase_G0" -> 30 / growth;
            case "phase_G1" -> 100 - 28 * growth;
            case "phase_S" -> 18 * growth;
            case "phase_G2M" -> 10 * growth;
            case "blot_pAkt_S473" -> (akt ? 4 : 1) * (1 + 0.6 * drug * rapamycin / (rapamycin + 1));
            case "blot_pS6K_T389" -> s6k;
            case "blot_pER_S167" -> 0.2 + s6k;
            default -> 0.3 + s6k / (1 + oht / 100);
        };
    }

    private static RunResult run(boolean akt, double oht, double rapamycin, double end) {
        double[] times = new double[201];
        double[][] values = new double[OBSERVABLES.size()][times.length];
        for (int k = 0; k < times.length; k++) {
            times[k] = end * k / (times.length - 1);
            for (int o = 0; o < OBSERVABLES.size(); o++) {
                values[o][k] = value(OBSERVABLES.get(o), akt, oht, rapamycin, times[k]);
            }
        }
        return new RunResult.Completed(new TimeCourse(OBSERVABLES, times, values));
    }

    public static StudyResults results() {
        return results(RunOptions.standard().withDraws(40, 2004));
    }

    public static StudyResults results(RunOptions options) {
        Map<String, RunResult> runs = new LinkedHashMap<>();
        runs.put("he_e2", run(false, 0, 0, 336));
        runs.put("he_fulv", run(false, 20, 0, 504));
        runs.put("he_noe2", run(false, 60, 0, 504));
        runs.put("he_noe2_fulv", run(false, 100, 10, 504));
        runs.put("he_palbo", run(false, 100, 0, 504));
        runs.put(
                "he_lost", new RunResult.Failed(12.5, "Akt", "the step size fell below its limit"));
        List<Design.Cell> cells = new ArrayList<>();
        for (String line : List.of("parental", "myr_akt")) {
            boolean akt = line.equals("myr_akt");
            ARMS.keySet().stream()
                    .sorted()
                    .forEach(arm -> {
                        double[] doses = Objects.requireNonNull(ARMS.get(arm));
                        runs.put("arms__" + line + "__" + arm, run(akt, doses[0], doses[1], 120));
                    });
            for (double oht : OHT) {
                for (double rapamycin : RAPAMYCIN) {
                    List<Design.Level> levels =
                            List.of(
                                    new Design.Level(
                                            line, line, OptionalDouble.empty(), "", NOWHERE),
                                    level("oht", oht),
                                    level("rapa", rapamycin));
                    String name =
                            Design.cellName(
                                    "matrix", levels.stream().map(Design.Level::label).toList());
                    cells.add(new Design.Cell(name, levels));
                    runs.put(name, run(akt, oht, rapamycin, 120));
                }
            }
        }
        Study study = study(runs, List.of(new Design("matrix", "dish", List.of(), cells)));
        return new StudyResults(
                study,
                options,
                runs,
                claims(),
                Optional.empty(),
                List.of(),
                fits(),
                List.of(
                        new MoietyBalance(
                                "ER", "he_e2", 10, 10, 3e-9, List.of("synthesis"), List.of(), ""),
                        new MoietyBalance(
                                "ER",
                                "he_palbo",
                                10,
                                10,
                                4e-8,
                                List.of("synthesis"),
                                List.of(),
                                "")),
                Map.of("Tamor", "0.1.0", "wall time", "3.2 s"));
    }

    /// Results of a study that has a title and nothing else.
    public static StudyResults empty() {
        Study full = results().study();
        Study study =
                new Study(
                        full.id(),
                        full.title(),
                        full.question(),
                        full.folder(),
                        full.problem(),
                        full.model(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Map.of());
        return new StudyResults(
                study,
                RunOptions.standard(),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    private static Design.Level level(String drug, double dose) {
        String number =
                dose == Math.rint(dose) ? Long.toString((long) dose) : Double.toString(dose);
        return new Design.Level(
                drug,
                drug + "_" + number.replace('.', 'p'),
                OptionalDouble.of(dose),
                "nM",
                NOWHERE);
    }

    private static Study study(Map<String, RunResult> runs, List<Design> designs) {
        List<Observable> observables = new ArrayList<>();
        for (String id : OBSERVABLES) {
            String name =
                    id.equals("count")
                            ? "living cells, Coulter counter (cells per plate)"
                            : id + " (a.u.)";
            observables.add(observable(id, name));
        }
        observables.add(observable("count_repeat", "living cells of one repeat (cells per plate)"));
        PetabProblem problem =
                new PetabProblem(
                        Path.of("study.yaml"),
                        "synthetic",
                        "2.0.0",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        observables,
                        List.of(),
                        List.of(),
                        Map.of());
        Model model =
                new Model(
                        "synthetic",
                        "",
                        Model.ModelUnits.NONE,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return new Study(
                "synthetic",
                "Tamoxifen & mTOR <synthetic>",
                "Does it hold in ERalpha+ cells?",
                Path.of("no-such-folder", "synthetic"),
                problem,
                model,
                runs.keySet().stream().map(id -> new Experiment(id, List.of())).toList(),
                designs,
                claims().stream().map(ClaimResult::claim).toList(),
                edges(),
                provenance(),
                List.<Moiety>of(),
                List.of(),
                List.of(new Study.FigureFile("figures.yaml", figures())),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(
                        "paper",
                        Map.of(
                                "citation",
                                "An author. A paper",
                                "doi",
                                "10.1/x",
                                "read",
                                "abstract only")));
    }

    private static Observable observable(String id, String name) {
        Expression one = new Expression.Constant(1, "");
        return new Observable(
                id, name, one, List.of(), one, List.of(), NoiseDistribution.LOG_NORMAL, NOWHERE);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> figures() {
        try (InputStream stream = SyntheticStudy.class.getResourceAsStream("figures.yaml")) {
            Object content =
                    new Load(LoadSettings.builder().build())
                            .loadFromInputStream(Objects.requireNonNull(stream));
            return (Map<String, Object>) content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MeasurementFit> fits() {
        List<MeasurementFit> fits = new ArrayList<>();
        for (String experiment : List.of("he_e2", "he_fulv", "he_palbo")) {
            for (double time : new double[] {72, 168, 240}) {
                double oht =
                        experiment.equals("he_e2") ? 0 : experiment.equals("he_fulv") ? 20 : 100;
                for (double repeat : new double[] {0.9, 1.0, 1.15}) {
                    double simulated = 2 * repeat * count(false, oht, 0, time);
                    Measurement measurement =
                            new Measurement(
                                    "",
                                    "count_repeat",
                                    experiment,
                                    time,
                                    simulated * (1 + 0.2 * Math.sin(time * repeat)),
                                    List.of(),
                                    List.of(),
                                    "counts.csv#" + repeat,
                                    "",
                                    NOWHERE);
                    fits.add(
                            new MeasurementFit(
                                    measurement,
                                    experiment.equals("he_palbo")
                                            ? Claim.Use.VALIDATION
                                            : Claim.Use.CALIBRATION,
                                    OptionalDouble.of(simulated),
                                    OptionalDouble.of(0.1),
                                    OptionalDouble.of(
                                            Math.log(measurement.value() / simulated) / 0.1),
                                    OptionalDouble.of(-1),
                                    ""));
                }
            }
        }
        return fits;
    }

    private static List<ClaimResult> claims() {
        return List.of(
                claim("A1", "S+P", Claim.Use.VALIDATION, Verdict.HOLDS, 0.42, 0.2, Double.NaN, 38),
                claim("A2", "S+P", Claim.Use.CALIBRATION, Verdict.FAILS, 0.31, Double.NaN, 0.2, 12),
                claim("L1", "L", Claim.Use.VALIDATION, Verdict.HOLDS, 0.29, 0.1, 0.9, 40),
                claim("D1", "Data", Claim.Use.CALIBRATION, Verdict.FAILS, 212, 30, 42, 1),
                claim("D2", "Data", Claim.Use.VALIDATION, Verdict.UNDECIDED, Double.NaN, 30, 42, 0),
                claim("P1", "P", Claim.Use.VALIDATION, Verdict.HOLDS, -0.04, -0.08, -0.03, 21));
    }

    private static ClaimResult claim(
            String id,
            String grade,
            Claim.Use use,
            Verdict verdict,
            double value,
            double low,
            double high,
            int draws) {
        Claim claim =
                new Claim(
                        id,
                        "Sentence " + id + " on 1 uM <drug> & \"cells\".",
                        "doi:10.1/" + id,
                        Set.of(grade.split("\\+")),
                        use,
                        List.of("count"),
                        List.of("he_e2"),
                        "fold(count, he_e2, 0, 144)",
                        optional(low),
                        optional(high),
                        OptionalDouble.empty(),
                        "",
                        "Note of " + id + ".",
                        NOWHERE);
        OptionalDouble margin =
                optional(
                        Math.min(
                                Double.isNaN(low) ? Double.POSITIVE_INFINITY : value - low,
                                Double.isNaN(high) ? Double.POSITIVE_INFINITY : high - value));
        ClaimSpread spread =
                new ClaimSpread(
                        40,
                        40,
                        draws,
                        optional(value * 0.7),
                        optional(value),
                        optional(value * 1.4),
                        draws / 40.0,
                        Optional.empty());
        return new ClaimResult(
                claim,
                verdict,
                optional(value),
                margin,
                verdict == Verdict.UNDECIDED ? "the run failed" : "",
                Optional.of(spread));
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static List<Edge> edges() {
        return List.of(
                edge("pi3k_akt", "PI3K", "Akt", Edge.Sign.ACTIVATION),
                edge("akt_mtorc1", "Akt", "mTORC1", Edge.Sign.ACTIVATION),
                edge("rapa_mtorc1", "rapamycin", "mTORC1", Edge.Sign.INHIBITION),
                edge("mtorc1_s6k", "mTORC1", "S6K1", Edge.Sign.ACTIVATION),
                edge("s6k_er", "S6K1", "ER", Edge.Sign.ACTIVATION),
                edge("er_d1", "ER", "CyclinD1", Edge.Sign.ACTIVATION),
                edge("s6k_irs", "S6K1", "PI3K", Edge.Sign.INHIBITION));
    }

    private static Edge edge(String id, String source, String target, Edge.Sign sign) {
        return new Edge(
                id, source, target, sign, List.of(), "a reference", source + " acts on " + target);
    }

    private static List<ProvenanceEntry> provenance() {
        List<ProvenanceEntry> entries = new ArrayList<>();
        Grade[] grades = Grade.values();
        for (int i = 0; i < 40; i++) {
            double value = Math.pow(10, i % 5 - 2);
            entries.add(
                    new ProvenanceEntry(
                            "k_" + i,
                            value,
                            "1/h",
                            OptionalDouble.of(value / (1 + i)),
                            OptionalDouble.of(value * (2 + i)),
                            "log-uniform",
                            "PMID " + (1000 + i),
                            grades[i % grades.length],
                            i % 3 == 0 ? "a <note> & more" : "",
                            NOWHERE));
        }
        return entries;
    }
}
