package org.tamor.format.tumour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tamor.failure.Location;
import org.tamor.format.sheet.Findings;
import org.tamor.format.sheet.Sheet;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;

/// Sorts readings into animals and arms, and says what stands in the way.
final class StudyAssembly {

    private static final int FEWEST_ANIMALS = 2;
    private static final int MOST_ARMS = 60;

    private final TumourDeclarations declared;
    private final Findings findings;
    private final Sheet sheet;

    private record AnimalKey(String study, String arm, String animal) {}

    StudyAssembly(TumourDeclarations declared, Findings findings, Sheet sheet) {
        this.declared = declared;
        this.findings = findings;
        this.sheet = sheet;
    }

    Optional<TumourStudy> study(List<DraftReading> all, VolumeColumns columns, double factor) {
        List<DraftReading> readings = chosen(all);
        if (readings.isEmpty()) {
            if (!findings.hasProblem()) {
                findings.problem("tumour.empty", sheet.at(1, 1), "the table holds no volume");
            }
            return Optional.empty();
        }
        boolean anonymous = columns.has("day") && columns.has("arm") && !columns.has("animal");
        if (anonymous) {
            findings.note(
                    "tumour.no-animals",
                    sheet.at(columns.header().number(), 1),
                    "no column names the animals: each study or model has one in each arm");
        }
        Map<AnimalKey, List<DraftReading>> animals = new LinkedHashMap<>();
        for (DraftReading reading : readings) {
            animals.computeIfAbsent(
                            new AnimalKey(reading.study(), reading.arm(), reading.animal()),
                            key -> new ArrayList<>())
                    .add(reading);
        }
        checkStudies(animals.keySet());
        checkNumbering(animals);
        animals.forEach((key, own) -> checkAnimal(own, anonymous));
        if (findings.hasProblem()) {
            return Optional.empty();
        }
        return Optional.of(assembled(animals, factor));
    }

    private List<DraftReading> chosen(List<DraftReading> all) {
        List<DraftReading> readings =
                all.stream()
                        .filter(reading -> !declared.without().contains(reading.arm()))
                        .filter(
                                reading ->
                                        declared.model().isEmpty()
                                                || declared.model().get().equals(reading.study()))
                        .toList();
        if (readings.isEmpty() && declared.model().isPresent() && !all.isEmpty()) {
            findings.problem(
                    "tumour.unknown-model",
                    sheet.at(1, 1),
                    "the file has no study or model '"
                            + declared.model().get()
                            + "'; it has "
                            + String.join(
                                    ", ",
                                    all.stream()
                                            .map(DraftReading::study)
                                            .distinct()
                                            .limit(MOST_ARMS)
                                            .toList()));
        }
        return readings;
    }

    /// Several studies in one file are pooled only where each has one animal in an arm (a mouse
    /// clinical trial).
    private void checkStudies(Set<AnimalKey> keys) {
        List<String> studies = keys.stream().map(AnimalKey::study).distinct().toList();
        if (studies.size() < 2) {
            return;
        }
        Map<String, Integer> counts = new HashMap<>();
        keys.forEach(key -> counts.merge(key.study() + "\n" + key.arm(), 1, Integer::sum));
        if (counts.values().stream().anyMatch(count -> count > 1)) {
            findings.problem(
                    "tumour.several-studies",
                    sheet.at(1, 1),
                    "the file holds the studies or models "
                            + String.join(", ", studies.stream().limit(MOST_ARMS).toList())
                            + "; choose one with --model");
        } else {
            findings.note(
                    "tumour.pooled",
                    sheet.at(1, 1),
                    studies.size()
                            + " models with one animal in an arm each are analysed together; that"
                            + " the arms of one model are alike is not used");
        }
    }

    /// A name in two arms: numbers that start anew in each arm, or an animal in two arms.
    private void checkNumbering(Map<AnimalKey, List<DraftReading>> animals) {
        Map<String, List<AnimalKey>> byName = new LinkedHashMap<>();
        animals.keySet().stream()
                .filter(key -> !key.animal().isEmpty())
                .forEach(
                        key ->
                                byName.computeIfAbsent(
                                                key.study() + "\n" + key.animal(),
                                                name -> new ArrayList<>())
                                        .add(key));
        List<List<AnimalKey>> shared =
                byName.values().stream().filter(keys -> keys.size() > 1).toList();
        if (shared.isEmpty()) {
            return;
        }
        if (2 * shared.size() >= byName.size()) {
            findings.note(
                    "tumour.numbered-anew",
                    animals.getOrDefault(shared.getFirst().getFirst(), List.of())
                            .getFirst()
                            .where(),
                    "animals are numbered anew in each arm: the same number in two arms is two"
                        + " animals");
            return;
        }
        for (List<AnimalKey> keys : shared) {
            findings.problem(
                    "tumour.two-arms",
                    animals.getOrDefault(keys.get(1), List.of()).getFirst().where(),
                    "animal '"
                            + keys.get(0).animal()
                            + "' is in the arms '"
                            + keys.get(0).arm()
                            + "' and '"
                            + keys.get(1).arm()
                            + "'; correct one, or number the animals anew in every arm");
        }
    }

    private void checkAnimal(List<DraftReading> own, boolean anonymous) {
        Map<Double, DraftReading> byDay = new TreeMap<>();
        for (DraftReading reading : own) {
            DraftReading before = byDay.putIfAbsent(reading.day(), reading);
            if (before != null) {
                findings.problem(
                        "tumour.duplicate",
                        reading.where(),
                        "animal '"
                                + reading.animal()
                                + "' of '"
                                + reading.arm()
                                + "' was already measured on day "
                                + reading.day()
                                + " at "
                                + before.where()
                                + (anonymous
                                        ? "; name the animals in a column"
                                        : "; delete one, or correct the day"));
            }
        }
        Optional<DraftReading> left =
                byDay.values().stream()
                        .filter(reading -> departure(reading.reason()) != Departure.STUDY_END)
                        .findFirst();
        Optional<DraftReading> later =
                left.flatMap(
                        gone ->
                                byDay.values().stream()
                                        .filter(
                                                reading ->
                                                        reading.day() > gone.day()
                                                                && reading.volume() >= 0
                                                                && reading.reason().isEmpty())
                                        .findFirst());
        later.ifPresent(
                reading ->
                        findings.problem(
                                "tumour.after-death",
                                reading.where(),
                                "animal '"
                                        + reading.animal()
                                        + "' is measured on day "
                                        + reading.day()
                                        + " after it left on day "
                                        + left.get().day()
                                        + " ("
                                        + left.get().reason()
                                        + "); correct the reason or the day"));
    }

    /// What the words of a file say of an animal's leaving.
    static Departure departure(String reason) {
        String text = reason.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()
                || text.matches(
                        "(0|no|none|alive|ok|on study|ongoing|n/?a|end.*|study end.*|censored)")) {
            return Departure.STUDY_END;
        }
        if (text.matches(".*(tumou?r|size|volume|burden|limit).*")) {
            return Departure.TUMOUR_SIZE;
        }
        return text.matches("(1|yes|dead|died|death|euthani[sz]ed|sacrificed|removed)")
                ? Departure.UNKNOWN
                : Departure.OTHER;
    }

    private TumourStudy assembled(Map<AnimalKey, List<DraftReading>> drafts, double factor) {
        double start = start(drafts);
        Map<String, List<Animal>> arms = new LinkedHashMap<>();
        long studies = drafts.keySet().stream().map(AnimalKey::study).distinct().count();
        for (Map.Entry<AnimalKey, List<DraftReading>> entry : drafts.entrySet()) {
            AnimalKey key = entry.getKey();
            String name =
                    studies > 1 || key.animal().isEmpty()
                            ? (key.study() + " " + key.animal()).strip()
                            : key.animal();
            List<Animal> own = arms.computeIfAbsent(key.arm(), arm -> new ArrayList<>());
            animal(name, entry.getValue(), start, factor).ifPresent(own::add);
        }
        checkArms(arms);
        String name =
                studies == 1 ? drafts.keySet().iterator().next().study() : studies + " models";
        List<Arm> list = new ArrayList<>();
        arms.forEach((arm, animals) -> list.add(new Arm(arm, closed(animals))));
        return new TumourStudy(name, list, start, floor(list));
    }

    /// The day of the file on which treatment starts: as declared, else the last day up to 0 on
    /// which most animals were measured, else the first day on which most were.
    private double start(Map<AnimalKey, List<DraftReading>> drafts) {
        Location where = sheet.at(1, 1);
        if (declared.start().isPresent()) {
            return declared.start().getAsDouble();
        }
        Map<Double, Integer> counts = new TreeMap<>();
        drafts.values()
                .forEach(
                        own ->
                                own.stream()
                                        .filter(reading -> reading.volume() >= 0)
                                        .map(DraftReading::day)
                                        .distinct()
                                        .forEach(day -> counts.merge(day, 1, Integer::sum)));
        double before = Double.NaN;
        double first = Double.NaN;
        for (Map.Entry<Double, Integer> entry : counts.entrySet()) {
            if (2 * entry.getValue() >= drafts.size()) {
                before = entry.getKey() <= 0 ? entry.getKey() : before;
                first = Double.isNaN(first) ? entry.getKey() : first;
            }
        }
        double start = !Double.isNaN(before) ? before : first;
        if (Double.isNaN(start)) {
            start = counts.isEmpty() ? 0 : counts.keySet().iterator().next();
        }
        findings.note(
                "tumour.start",
                where,
                "day "
                        + number(start)
                        + " of the file is taken as the start of treatment (--start declares"
                        + " another)");
        return start;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private Optional<Animal> animal(
            String name, List<DraftReading> drafts, double start, double factor) {
        List<VolumeReading> readings = new ArrayList<>();
        String reason = "";
        double baselineDay =
                drafts.stream()
                        .filter(draft -> draft.volume() >= 0 && draft.day() <= start)
                        .mapToDouble(DraftReading::day)
                        .max()
                        .orElse(Double.NEGATIVE_INFINITY);
        for (DraftReading draft : drafts) {
            if (draft.volume() >= 0 && draft.day() >= baselineDay) {
                readings.add(
                        new VolumeReading(
                                draft.day() - start, factor * draft.volume(), draft.weight()));
            }
            reason = departure(draft.reason()) == Departure.STUDY_END ? reason : draft.reason();
        }
        DraftReading first = drafts.getFirst();
        if (readings.isEmpty()) {
            findings.warn(
                    "tumour.never-measured",
                    first.where(),
                    "animal '" + name + "' of '" + first.arm() + "' has no volume and is left out");
            return Optional.empty();
        }
        if (Double.isInfinite(baselineDay)) {
            findings.warn(
                    "tumour.no-baseline",
                    first.where(),
                    "animal '"
                            + name
                            + "' of '"
                            + first.arm()
                            + "' was not measured up to the start of treatment; its changes count"
                            + " from its first day");
        }
        return Optional.of(new Animal(name, readings, departure(reason), reason));
    }

    /// Animals without a reason that were not measured to the arm's last day left for an unknown
    /// one.
    private static List<Animal> closed(List<Animal> animals) {
        double last = animals.stream().mapToDouble(Animal::lastDay).max().orElse(0);
        return animals.stream()
                .map(
                        animal ->
                                animal.departure() == Departure.STUDY_END && animal.lastDay() < last
                                        ? new Animal(
                                                animal.name(),
                                                animal.readings(),
                                                Departure.UNKNOWN,
                                                "")
                                        : animal)
                .toList();
    }

    private void checkArms(Map<String, List<Animal>> arms) {
        Location where = sheet.at(1, 1);
        if (arms.size() < 2 || arms.size() > MOST_ARMS) {
            findings.problem(
                    "tumour.arms",
                    where,
                    arms.size()
                            + " arms were found ("
                            + String.join(", ", arms.keySet().stream().limit(MOST_ARMS).toList())
                            + "); an analysis takes 2 to "
                            + MOST_ARMS);
        }
        arms.forEach(
                (arm, animals) -> {
                    if (animals.size() < FEWEST_ANIMALS) {
                        findings.problem(
                                "tumour.few-animals",
                                where,
                                "the arm '"
                                        + arm
                                        + "' has "
                                        + animals.size()
                                        + (animals.size() == 1 ? " animal" : " animals")
                                        + "; an arm needs two or more, leave it out with --without"
                                        + " '"
                                        + arm
                                        + "'");
                    }
                });
        Map<String, Set<String>> spellings = new LinkedHashMap<>();
        arms.keySet()
                .forEach(
                        arm ->
                                spellings
                                        .computeIfAbsent(
                                                arm.toLowerCase(Locale.ROOT).replaceAll("\\s", ""),
                                                plain -> new LinkedHashSet<>())
                                        .add(arm));
        spellings.values().stream()
                .filter(names -> names.size() > 1)
                .forEach(
                        names ->
                                findings.warn(
                                        "tumour.arm-spelling",
                                        where,
                                        "the arms '"
                                                + String.join("' and '", names)
                                                + "' are taken as different; if they are one, write"
                                                + " them the same way"));
    }

    /// What stands for 0 in logarithms: as declared, else half of the smallest volume above 0.
    private double floor(List<Arm> arms) {
        double smallest =
                arms.stream()
                        .flatMap(arm -> arm.animals().stream())
                        .flatMap(animal -> animal.readings().stream())
                        .mapToDouble(VolumeReading::volume)
                        .filter(volume -> volume > 0)
                        .min()
                        .orElse(1);
        double floor = declared.floor().orElse(smallest / 2);
        TumourStudy counted = new TumourStudy("", arms, 0, floor);
        long below = counted.zeros();
        if (below > 0) {
            findings.warn(
                    "tumour.zero",
                    sheet.at(1, 1),
                    below
                            + (below == 1 ? " volume is 0" : " volumes are 0")
                            + ", which has no logarithm; "
                            + String.format(Locale.ROOT, "%.3g", floor)
                            + " mm3 stands for it"
                            + (declared.floor().isPresent()
                                    ? ""
                                    : " (half of the smallest volume above 0; --floor declares what"
                                          + " can be measured)"));
        }
        return floor;
    }
}
