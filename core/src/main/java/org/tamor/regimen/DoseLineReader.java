package org.tamor.regimen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.NearestNames;

/// Reads one line of a regimen.
final class DoseLineReader {

    private static final Set<String> KEYS =
            Set.of(
                    "drug", "amount", "route", "over", "at", "start", "every", "days", "until",
                    "cycles", "doses", "missed");
    private static final Pattern ON_AND_OFF =
            Pattern.compile("(\\d{1,4})(?: days?)? on,? (\\d{1,4})(?: days?)? off");
    private static final Pattern DAYS_OF = Pattern.compile("([\\d,\\s-]+) of (\\d{1,4})");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    private final AmountUnit unit;
    private final Subject subject;
    private final List<Drug> drugs;

    DoseLineReader(AmountUnit unit, Subject subject, List<Drug> drugs) {
        this.unit = unit;
        this.subject = subject;
        this.drugs = drugs;
    }

    DoseLine line(Entry entry) {
        entry.allow(KEYS);
        Drug drug = drug(entry);
        Drug.Route route = route(entry, drug);
        String amountText = entry.required("amount");
        double amount = amount(entry, drug, amountText);
        double over = entry.hours("over").orElse(0);
        if (entry.has("over")) {
            checkInfusion(entry, route, over);
        }
        return new DoseLine(
                drug.id(),
                route.id(),
                amountText,
                amount,
                over,
                entry.has("at") ? listed(entry) : repeated(entry),
                missed(entry),
                entry.location());
    }

    private Drug drug(Entry entry) {
        String id = entry.required("drug");
        List<String> known = drugs.stream().map(Drug::id).toList();
        return drugs.stream()
                .filter(drug -> drug.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                entry.error(
                                        "regimen.unknown-name",
                                        "drug",
                                        "the drug "
                                                + id
                                                + " is not known; "
                                                + NearestNames.hint(
                                                        id, known, "add it under drugs")));
    }

    private static Drug.Route route(Entry entry, Drug drug) {
        String id = entry.required("route");
        List<String> known = drug.routes().stream().map(Drug.Route::id).toList();
        return drug.route(id)
                .orElseThrow(
                        () ->
                                entry.error(
                                        "regimen.unknown-name",
                                        "route",
                                        drug.id()
                                                + " has no route "
                                                + id
                                                + "; "
                                                + NearestNames.hint(
                                                        id,
                                                        known,
                                                        "add it under the drug's routes")));
    }

    private double amount(Entry entry, Drug drug, String text) {
        Entry.Measure measure =
                Entry.measure(text)
                        .filter(found -> found.value() >= 0 && !found.unit().isEmpty())
                        .orElseThrow(
                                () ->
                                        entry.error(
                                                "regimen.bad-amount",
                                                "amount",
                                                "'"
                                                        + text
                                                        + "' is no amount; write a number from 0 on"
                                                        + " and its unit, such as 50 mg/kg"));
        AmountUnit given =
                AmountUnit.parse(measure.unit())
                        .orElseThrow(
                                () ->
                                        entry.error(
                                                "regimen.bad-unit",
                                                "amount",
                                                "the unit '"
                                                        + measure.unit()
                                                        + "' is not known; write "
                                                        + AmountUnit.KNOWN));
        List<String> missing = given.missing(unit, drug.molarMass(), subject);
        if (!missing.isEmpty()) {
            throw entry.error(
                    "regimen.bad-unit",
                    "amount",
                    "to turn "
                            + text
                            + " into the model's "
                            + unit.text()
                            + " it takes "
                            + String.join(" and ", missing)
                            + "; add it, or write the amount in "
                            + unit.text());
        }
        return given.convert(measure.value(), unit, drug.molarMass(), subject);
    }

    private static void checkInfusion(Entry entry, Drug.Route route, double over) {
        if (over <= 0) {
            throw entry.error(
                    "regimen.bad-time",
                    "over",
                    "an infusion takes more than no time; correct it or leave over out");
        }
        if (route.rate().isEmpty()) {
            throw entry.error(
                    "regimen.no-rate",
                    "over",
                    "the route "
                            + route.id()
                            + " takes no infusion; write it as {into: "
                            + route.into()
                            + ", rate: PARAMETER}, a parameter that adds to "
                            + route.into()
                            + " at that rate");
        }
    }

    private static DoseTiming listed(Entry entry) {
        for (String key : List.of("start", "every", "days", "until", "cycles", "doses")) {
            if (entry.has(key)) {
                throw entry.error(
                        "regimen.bad-timing",
                        key,
                        key + " does not go with at, which lists the times; leave one of them out");
            }
        }
        TreeSet<Double> times = new TreeSet<>();
        for (String text : entry.yaml().texts(entry.path() + "/at")) {
            double hours = entry.hoursOf(text, "at");
            if (!times.add(hours)) {
                throw entry.error(
                        "regimen.overlap",
                        "at",
                        "the time " + text + " is there twice; remove one");
            }
        }
        return new DoseTiming.Listed(List.copyOf(times));
    }

    private static DoseTiming repeated(Entry entry) {
        DoseTiming.Cycle cycle = entry.has("days") ? cycle(entry) : DoseTiming.Cycle.NONE;
        double start = entry.hours("start").orElse(0);
        if (!entry.has("every") && !entry.has("days")) {
            for (String key : List.of("until", "cycles", "doses")) {
                if (entry.has(key)) {
                    throw entry.error(
                            "regimen.bad-timing",
                            key,
                            "nothing is repeated here; add every: 1 d, say, or remove " + key);
                }
            }
            return new DoseTiming.Listed(List.of(start));
        }
        double every = entry.hours("every").orElse(24);
        if (every < 1 / 60.0) {
            throw entry.error(
                    "regimen.bad-time", "every", "doses are at least a minute apart; correct it");
        }
        return new DoseTiming.Repeated(start, every, cycle, end(entry, cycle));
    }

    private static DoseTiming.End end(Entry entry, DoseTiming.Cycle cycle) {
        List<String> ends =
                List.of("until", "cycles", "doses").stream().filter(entry::has).toList();
        if (ends.size() != 1) {
            throw new BadInputException(
                    ends.isEmpty() ? "regimen.no-end" : "regimen.bad-timing",
                    ends.isEmpty() ? entry.location() : entry.location(ends.get(1)),
                    ends.isEmpty()
                            ? "these doses have no end; add until: 28 d, cycles: 4 or doses: 10"
                            : "there are two ends, " + String.join(" and ", ends) + "; leave one");
        }
        if (ends.getFirst().equals("cycles") && !cycle.repeats()) {
            throw entry.error(
                    "regimen.bad-timing",
                    "cycles",
                    "there is no cycle here; add days: 5 on 2 off, or write doses or until");
        }
        return switch (ends.getFirst()) {
            case "until" -> new DoseTiming.End.Until(entry.hours("until").orElse(0));
            case "cycles" -> new DoseTiming.End.Cycles(entry.whole("cycles", 1));
            default -> new DoseTiming.End.Count(entry.whole("doses", 1));
        };
    }

    /// `5 on 2 off`, `1-21 of 28` or `1,8,15 of 28`.
    private static DoseTiming.Cycle cycle(Entry entry) {
        String text = entry.required("days");
        Matcher onAndOff = ON_AND_OFF.matcher(text);
        Matcher daysOf = DAYS_OF.matcher(text);
        Set<Integer> on = new TreeSet<>();
        int length = 0;
        if (onAndOff.matches()) {
            int days = Integer.parseInt(onAndOff.group(1));
            length = days + Integer.parseInt(onAndOff.group(2));
            IntStream.rangeClosed(1, days).forEach(on::add);
        } else if (daysOf.matches()) {
            length = Integer.parseInt(daysOf.group(2));
            for (String part : daysOf.group(1).split(",", -1)) {
                Matcher range = RANGE.matcher(part.strip());
                if (!range.matches()) {
                    on.clear();
                    break;
                }
                int first = Integer.parseInt(range.group(1));
                int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
                IntStream.rangeClosed(first, last).forEach(on::add);
            }
        }
        int most = length;
        if (on.isEmpty() || on.stream().anyMatch(day -> day < 1 || day > most)) {
            throw entry.error(
                    "regimen.bad-days",
                    "days",
                    "'"
                            + text
                            + "' names no days of a cycle; write 5 on 2 off, 1-21 of 28 or 1,8,15"
                            + " of 28");
        }
        return new DoseTiming.Cycle(length, on);
    }

    private static MissedDoses missed(Entry entry) {
        if (!entry.has("missed")) {
            return MissedDoses.NONE;
        }
        if (entry.yaml().mapping(entry.path()).get("missed") instanceof List<?> numbers) {
            List<Integer> result = new ArrayList<>();
            for (Object number : numbers) {
                result.add(entry.wholeOf(String.valueOf(number), "missed", 1));
            }
            return new MissedDoses.Numbered(Set.copyOf(result));
        }
        Entry share = entry.child("missed");
        share.allow(Set.of("share", "seed"));
        return new MissedDoses.Share(share.percent("share"), share.whole("seed", 0));
    }
}
