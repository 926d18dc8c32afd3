package org.tamor.cohort.protocol;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.YamlFile;
import org.tamor.study.ProvenanceEntry.Grade;
import org.tamor.tumour.analysis.DesignDetection;
import org.tamor.tumour.analysis.Reference;
import org.tamor.tumour.analysis.TumourOptions;
import org.tamor.tumour.survival.Progression;

/// Reads the protocol of a virtual study, a YAML file; see docs/virtual-studies.md.
///
/// What is wrong in the file alone is refused here, with its line; what the study on disk does not
/// have is refused when the two are put together.
public final class ProtocolReader {

    private static final int MOST_ANIMALS = 10_000;
    private static final double MOST_DAYS = 1000;
    private static final double LARGE = 1e9;

    private final Path file;
    private final YamlFile yaml;
    private final ProtocolFields fields;

    private ProtocolReader(Path file) {
        this.file = file;
        yaml = YamlFile.read(file);
        fields = new ProtocolFields(yaml, "trial");
    }

    /// Reads and checks a protocol.
    ///
    /// @throws BadInputException where it cannot be carried out whatever the study
    public static Protocol read(Path file) {
        return new ProtocolReader(file).protocol();
    }

    private Protocol protocol() {
        fields.checkKeys(
                "",
                List.of(
                        "title",
                        "study",
                        "volume",
                        "treatment_hour",
                        "arms",
                        "control",
                        "randomisation",
                        "measurement",
                        "departures",
                        "variability",
                        "blots",
                        "truth_animals",
                        "repetitions",
                        "seed",
                        "analysis"));
        List<PlannedArm> arms = arms();
        BlotPlan blots = blots();
        MeasurementPlan measurement = measurement();
        int places = arms.stream().mapToInt(arm -> arm.animals() + blots.tumours()).sum();
        return new Protocol(
                file.toString(),
                fields.text("/title", "Virtual study"),
                study(),
                fields.required("/volume", "the observable that reads the tumour's volume in mm3"),
                fields.within(
                        "/treatment_hour",
                        fields.requiredNumber(
                                "/treatment_hour",
                                "the hour at which treatment starts in the study's experiments"),
                        0,
                        24 * MOST_DAYS),
                arms,
                control(arms),
                randomisation(places),
                measurement,
                variability(),
                blots,
                fields.whole("/truth_animals", 300, 20, 100_000),
                fields.whole("/repetitions", 1, 1, 100_000),
                seed(),
                analysis(measurement.days()));
    }

    private Path study() {
        String name = fields.required("/study", "the folder of the study whose model is used");
        try {
            Path parent = file.toAbsolutePath().normalize().getParent();
            Path relative = Path.of(name);
            return parent == null ? relative : parent.resolve(relative).normalize();
        } catch (InvalidPathException bad) {
            throw fields.error("no-folder", "/study", "'" + name + "' is no folder; correct it");
        }
    }

    private List<PlannedArm> arms() {
        int count = fields.count("/arms");
        if (count < 2) {
            throw fields.error(
                    "arms", "/arms", "a study needs a control and an arm to compare with it");
        }
        List<PlannedArm> arms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String path = "/arms/" + i;
            fields.checkKeys(path, List.of("name", "experiment", "animals"));
            String name = fields.required(path + "/name", "the arm's name");
            if (!names.add(name)) {
                throw fields.error("arms", path, "a second arm is called " + name + "; rename it");
            }
            int animals =
                    fields.whole(
                            path + "/animals",
                            fields.requiredNumber(
                                    path + "/animals", "how many animals are measured"),
                            0,
                            MOST_ANIMALS);
            if (animals < 2) {
                throw fields.error(
                        "animals",
                        path + "/animals",
                        "the arm has "
                                + animals
                                + (animals == 1 ? " animal" : " animals")
                                + "; two or more are needed to see how animals differ");
            }
            arms.add(
                    new PlannedArm(
                            name,
                            fields.required(
                                    path + "/experiment",
                                    "the experiment or cell of a design that says what is given"),
                            animals));
        }
        return arms;
    }

    private String control(List<PlannedArm> arms) {
        List<String> names = arms.stream().map(PlannedArm::name).toList();
        String declared = fields.text("/control", "");
        if (declared.isEmpty()) {
            return DesignDetection.control(names)
                    .orElseThrow(
                            () ->
                                    fields.missing(
                                            "/control",
                                            "and none of the arms, or several, is named as one"));
        }
        if (!names.contains(declared)) {
            throw fields.error(
                    "unknown-arm",
                    "/control",
                    "there is no arm " + declared + "; the arms are " + String.join(", ", names));
        }
        return declared;
    }

    private Randomisation randomisation(int places) {
        String path = "/randomisation";
        fields.checkKeys(path, List.of("engrafted", "days", "rule", "volume", "range", "method"));
        List<Double> days = fields.ascending(path + "/days", 0);
        if (days.isEmpty()) {
            throw fields.missing(
                    path + "/days", "the days after engraftment on which tumours are measured");
        }
        double volume =
                fields.within(
                        path + "/volume",
                        fields.requiredNumber(
                                path + "/volume",
                                "the volume in mm3 at which tumours are allotted"),
                        1e-6,
                        LARGE);
        int engrafted = fields.whole(path + "/engrafted", places, 1, 100 * MOST_ANIMALS);
        if (engrafted < places) {
            throw fields.error(
                    "engrafted",
                    path + "/engrafted",
                    "the arms and the blots need "
                            + places
                            + " tumours, only "
                            + engrafted
                            + " are engrafted");
        }
        List<Double> range = fields.ascending(path + "/range", 0);
        if (!range.isEmpty() && range.size() != 2) {
            throw fields.error(
                    "range", path + "/range", "a range is [smallest, largest] volume in mm3");
        }
        return new Randomisation(
                engrafted,
                days,
                choice(path + "/rule", Randomisation.Rule.values(), "mean"),
                volume,
                range.isEmpty() ? 0 : range.getFirst(),
                range.isEmpty() ? Double.POSITIVE_INFINITY : range.getLast(),
                choice(path + "/method", Randomisation.Method.values(), "stratified"));
    }

    private <E extends Enum<E>> E choice(String path, E[] choices, String otherwise) {
        String key = fields.text(path, otherwise);
        return Randomisation.choice(choices, key)
                .orElseThrow(
                        () ->
                                fields.error(
                                        "choice",
                                        path,
                                        "there is no '"
                                                + key
                                                + "'; there are "
                                                + String.join(
                                                        ", ",
                                                        Arrays.stream(choices)
                                                                .map(Randomisation::key)
                                                                .toList())));
    }

    private MeasurementPlan measurement() {
        String path = "/measurement";
        fields.checkKeys(path, List.of("days", "end", "caliper_cv", "rounding", "detection_limit"));
        fields.checkKeys("/departures", List.of("volume_limit", "drop_out_per_day"));
        double end =
                fields.within(
                        path + "/end",
                        fields.requiredNumber(path + "/end", "the last day of the study"),
                        1,
                        MOST_DAYS);
        return new MeasurementPlan(
                days(path + "/days", end),
                end,
                fields.between(path + "/caliper_cv", 0.1, 0, 1),
                fields.between(path + "/rounding", 0.1, 0, 5),
                fields.between(path + "/detection_limit", 4, 1e-3, LARGE),
                fields.number("/departures/volume_limit").isPresent()
                        ? fields.between("/departures/volume_limit", 0, 1, LARGE)
                        : Double.POSITIVE_INFINITY,
                fields.between("/departures/drop_out_per_day", 0, 0, 1));
    }

    private List<Double> days(String path, double end) {
        List<Double> days = fields.ascending(path, Double.NEGATIVE_INFINITY);
        if (days.size() < 3) {
            throw fields.error(
                    "days", path, "growth rates need readings on three days or more; add days");
        }
        if (days.getFirst() < 0) {
            throw fields.error(
                    "before-start",
                    path + "/0",
                    "day "
                            + ProtocolFields.plain(days.getFirst())
                            + " lies before the randomisation; days count from the start of"
                            + " treatment, the first is 0");
        }
        if (days.getFirst() > 0) {
            throw fields.error(
                    "no-baseline",
                    path + "/0",
                    "the first day is "
                            + ProtocolFields.plain(days.getFirst())
                            + "; changes count from day 0, add it");
        }
        if (days.getLast() > end) {
            throw fields.error(
                    "after-end",
                    path + "/" + (days.size() - 1),
                    "day "
                            + ProtocolFields.plain(days.getLast())
                            + " lies after the end of the study, day "
                            + ProtocolFields.plain(end));
        }
        return days;
    }

    private List<Variability> variability() {
        List<Variability> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.count("/variability"); i++) {
            String path = "/variability/" + i;
            fields.checkKeys(path, List.of("parameter", "median", "cv", "unit", "grade", "source"));
            String name = fields.required(path + "/parameter", "the quantity of the model");
            if (!names.add(name)) {
                throw fields.error("variability", path, name + " stands twice; keep one entry");
            }
            double coefficient =
                    fields.requiredNumber(path + "/cv", "the coefficient of variation");
            if (!(coefficient >= 0 && coefficient <= 5)) {
                throw fields.error(
                        "cv",
                        path + "/cv",
                        "the coefficient of variation is "
                                + ProtocolFields.plain(coefficient)
                                + "; write one between 0 and 5 (0.3 for 30 %)");
            }
            OptionalDouble median = fields.number(path + "/median");
            if (median.isPresent() && !(median.getAsDouble() > 0)) {
                throw fields.error(
                        "median", path + "/median", "a log-normal median is above 0; correct it");
            }
            all.add(
                    new Variability(
                            name,
                            median,
                            coefficient,
                            fields.required(path + "/unit", "the quantity's unit"),
                            grade(path + "/grade"),
                            fields.text(path + "/source", ""),
                            yaml.location(path)));
        }
        return all;
    }

    private Grade grade(String path) {
        String text = fields.required(path, "how well the variation is founded, A to E");
        Optional<Grade> grade =
                Arrays.stream(Grade.values()).filter(one -> one.name().equals(text)).findFirst();
        return grade.orElseThrow(
                () -> fields.error("grade", path, "'" + text + "' is no grade; write A to E"));
    }

    private BlotPlan blots() {
        if (!fields.has("/blots")) {
            return BlotPlan.NONE;
        }
        fields.checkKeys("/blots", List.of("hours", "animals", "observables"));
        List<Double> hours = fields.ascending("/blots/hours", 0);
        List<String> observables = fields.texts("/blots/observables");
        if (hours.isEmpty() || observables.isEmpty()) {
            throw fields.error("blots", "/blots", "blots need 'hours' and 'observables'; add them");
        }
        return new BlotPlan(hours, fields.whole("/blots/animals", 3, 1, 1000), observables);
    }

    private long seed() {
        double seed = fields.between("/seed", 1, -LARGE, LARGE);
        return Math.round(seed);
    }

    private TumourOptions analysis(List<Double> days) {
        String path = "/analysis";
        fields.checkKeys(path, List.of("primary", "progression", "until", "bootstraps"));
        TumourOptions standard = TumourOptions.standard();
        OptionalDouble until = fields.number(path + "/until");
        if (until.isPresent() && days.indexOf(until.getAsDouble()) < 2) {
            throw fields.error(
                    "until",
                    path + "/until",
                    "day "
                            + ProtocolFields.plain(until.getAsDouble())
                            + " is not the third day of measurement or a later one; choose one of"
                            + " these");
        }
        return new TumourOptions(
                choice(path + "/primary", "bliss"),
                progression(path + "/progression"),
                until,
                fields.whole(path + "/bootstraps", standard.draws(), 0, 100_000),
                standard.seed(),
                standard.threads(),
                standard.level());
    }

    private Reference choice(String path, String otherwise) {
        String key = fields.text(path, otherwise);
        return Arrays.stream(Reference.values())
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                fields.error(
                                        "choice",
                                        path,
                                        "there is no reference '"
                                                + key
                                                + "'; there are bliss, hsa, response-additivity"));
    }

    private Progression progression(String path) {
        String text = fields.text(path, "2x");
        return Progression.parse(text)
                .orElseThrow(
                        () ->
                                fields.error(
                                        "progression",
                                        path,
                                        "'"
                                                + text
                                                + "' is neither a fold above 1 such as 2x nor a"
                                                + " volume in mm3 such as 1000, nor one of these"
                                                + " with 'confirmed' behind it"));
    }
}
