package org.tamor.regimen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes regimen files that [RegimenReader] reads back to the same regimens. Times are in hours.
public final class RegimenWriter {

    private RegimenWriter() {}

    /// The whole file.
    public static String text(RegimenFile file) {
        StringBuilder text = new StringBuilder();
        if (!file.title().isEmpty()) {
            text.append("title: ").append(quoted(file.title())).append('\n');
        }
        text.append("amounts: ").append(file.amountUnit().text()).append('\n');
        if (file.hoursPerTimeUnit() != 1) {
            text.append("time_unit: ")
                    .append(file.hoursPerTimeUnit() < 1 ? "min" : "d")
                    .append('\n');
        }
        subject(file.subject(), text);
        text.append("drugs:\n");
        file.drugs().forEach(drug -> drug(drug, text));
        text.append("regimens:\n");
        file.regimens().forEach(regimen -> regimen(regimen, text));
        return text.toString();
    }

    private static void subject(Subject subject, StringBuilder text) {
        List<String> parts = new ArrayList<>();
        subject.mass().ifPresent(mass -> parts.add("mass: " + number(mass) + " kg"));
        subject.surface().ifPresent(surface -> parts.add("surface: " + number(surface) + " m2"));
        if (!parts.isEmpty()) {
            text.append("subject: ").append(braces(parts)).append('\n');
        }
    }

    private static void drug(Drug drug, StringBuilder text) {
        text.append("  ").append(drug.id()).append(":\n");
        drug.molarMass()
                .ifPresent(
                        mass ->
                                text.append("    molar_mass: ")
                                        .append(number(mass))
                                        .append(" g/mol\n"));
        text.append("    routes:\n");
        for (Drug.Route route : drug.routes()) {
            List<String> parts = new ArrayList<>(List.of("into: " + route.into()));
            if (!route.rate().isEmpty()) {
                parts.add("rate: " + route.rate());
            }
            parts.add("compartment: " + route.compartment());
            text.append("      ")
                    .append(route.id())
                    .append(": ")
                    .append(braces(parts))
                    .append('\n');
        }
    }

    private static void regimen(Regimen regimen, StringBuilder text) {
        text.append("  ").append(regimen.id()).append(":\n");
        if (!regimen.title().isEmpty()) {
            text.append("    title: ").append(quoted(regimen.title())).append('\n');
        }
        if (!regimen.experiments().isEmpty()) {
            text.append("    given_in: [")
                    .append(String.join(", ", regimen.experiments()))
                    .append("]\n");
        }
        regimen.end().ifPresent(end -> text.append("    end: ").append(hours(end)).append('\n'));
        list("doses", regimen.lines().stream().map(RegimenWriter::line).toList(), text);
        if (!regimen.holidays().isEmpty()) {
            list(
                    "holidays",
                    regimen.holidays().stream().map(RegimenWriter::holiday).toList(),
                    text);
        }
        if (!regimen.rules().isEmpty()) {
            list("rules", regimen.rules().stream().map(RegimenWriter::rule).toList(), text);
        }
        regimen.delay()
                .ifPresent(delay -> text.append("    delay: ").append(delay(delay)).append('\n'));
    }

    private static void list(String key, List<String> entries, StringBuilder text) {
        text.append("    ").append(key).append(entries.isEmpty() ? ": []\n" : ":\n");
        entries.forEach(entry -> text.append("      - ").append(entry).append('\n'));
    }

    private static String line(DoseLine line) {
        List<String> parts =
                new ArrayList<>(
                        List.of(
                                "drug: " + line.drug(),
                                "amount: " + line.amountText(),
                                "route: " + line.route()));
        if (line.duration() > 0) {
            parts.add("over: " + hours(line.duration()));
        }
        switch (line.timing()) {
            case DoseTiming.Listed(List<Double> times) ->
                    parts.add(
                            "at: ["
                                    + String.join(
                                            ", ", times.stream().map(RegimenWriter::hours).toList())
                                    + "]");
            case DoseTiming.Repeated repeated -> repeated(repeated, parts);
        }
        missed(line.missed(), parts);
        return braces(parts);
    }

    private static void repeated(DoseTiming.Repeated timing, List<String> parts) {
        parts.add("start: " + hours(timing.start()));
        parts.add("every: " + hours(timing.every()));
        if (timing.cycle().repeats()) {
            List<String> days = timing.cycle().on().stream().map(String::valueOf).toList();
            parts.add(quotedPart("days", String.join(",", days) + " of " + timing.cycle().days()));
        }
        parts.add(
                switch (timing.end()) {
                    case DoseTiming.End.Until(double hours) -> "until: " + hours(hours);
                    case DoseTiming.End.Count(int doses) -> "doses: " + doses;
                    case DoseTiming.End.Cycles(int cycles) -> "cycles: " + cycles;
                });
    }

    private static void missed(MissedDoses missed, List<String> parts) {
        switch (missed) {
            case MissedDoses.Numbered(Set<Integer> numbers) when numbers.isEmpty() -> {
                // nothing to say
            }
            case MissedDoses.Numbered(Set<Integer> numbers) ->
                    parts.add("missed: " + List.copyOf(numbers));
            case MissedDoses.Share(double share, long seed) ->
                    parts.add("missed: {share: " + percent(share) + ", seed: " + seed + "}");
        }
    }

    private static String holiday(Holiday holiday) {
        return braces(
                List.of(
                        "drug: " + holiday.drug(),
                        "from: " + hours(holiday.from()),
                        "to: " + hours(holiday.to())));
    }

    private static String rule(DoseRule rule) {
        List<String> parts = new ArrayList<>();
        if (rule.factor() == 0) {
            parts.add("hold: " + rule.drug());
        } else {
            parts.add("reduce: " + rule.drug());
            parts.add("to: " + percent(rule.factor()));
        }
        parts.add(quotedPart(rule.isLasting() ? "once" : "while", rule.text()));
        if (rule.isLasting()) {
            parts.add("memory: " + rule.memory());
        }
        return braces(parts);
    }

    private static String delay(CycleDelay delay) {
        List<String> memory =
                new ArrayList<>(List.of("shift: " + delay.shift(), "waited: " + delay.waited()));
        List<String> parts =
                new ArrayList<>(
                        List.of(
                                "drug: " + delay.drug(),
                                quotedPart("until", delay.text()),
                                "look: " + hours(delay.look()),
                                "at_most: " + hours(delay.longest())));
        if (!delay.steps().isEmpty()) {
            parts.add(
                    "steps: ["
                            + String.join(
                                    ", ",
                                    delay.steps().stream().map(RegimenWriter::percent).toList())
                            + "]");
            memory.add("step: " + delay.step());
        }
        parts.add("memory: " + braces(memory));
        return braces(parts);
    }

    private static String braces(List<String> parts) {
        return "{" + String.join(", ", parts) + "}";
    }

    private static String quotedPart(String key, String text) {
        return key + ": " + quoted(text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String hours(double hours) {
        return number(hours) + " h";
    }

    private static String percent(double share) {
        return number(share * 100) + " %";
    }

    /// A number in the fewest digits that read back to it.
    static String number(double value) {
        String digits = Double.toString(value);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }
}
