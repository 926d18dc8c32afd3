package org.tamor.cli.regimen;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tamor.cli.console.ConsoleTable;
import org.tamor.cli.console.ResultNames;
import org.tamor.format.nonmem.NonmemData;
import org.tamor.regimen.CycleDelay;
import org.tamor.regimen.Dose;
import org.tamor.regimen.DoseLine;
import org.tamor.regimen.DoseRule;
import org.tamor.regimen.DoseTiming;
import org.tamor.regimen.MissedDoses;
import org.tamor.regimen.Regimen;
import org.tamor.regimen.RegimenFile;
import org.tamor.regimen.Schedule;

/// Prints regimens in words and as a table of doses.
final class RegimenSummary {

    private static final int MOST_ROWS = 400;
    private static final double DAY = 24;

    private RegimenSummary() {}

    static void print(NonmemData data, PrintWriter console) {
        for (int i = 0; i < data.individuals().size(); i++) {
            Regimen regimen = data.regimens().regimens().get(i);
            words(data.regimens(), regimen, data.individuals().get(i).others().size(), console);
        }
        table(data.regimens(), console);
    }

    private static void words(
            RegimenFile file, Regimen regimen, int otherRecords, PrintWriter console) {
        Schedule schedule = Schedule.of(file, regimen);
        List<Dose> doses = schedule.doses();
        StringBuilder head = new StringBuilder(regimen.id());
        if (!regimen.title().isEmpty()) {
            head.append(" (").append(regimen.title()).append(')');
        }
        head.append(": ").append(count(doses.size(), "dose"));
        if (schedule.planned() > doses.size()) {
            head.append(" of ").append(schedule.planned()).append(" planned");
        }
        if (!doses.isEmpty()) {
            head.append(", ").append(span(doses));
        }
        if (otherRecords > 0) {
            head.append("; ").append(count(otherRecords, "other record"));
        }
        console.println(head);
        for (DoseLine line : regimen.lines()) {
            console.println("  " + words(file, line));
        }
        regimen.holidays()
                .forEach(
                        holiday ->
                                console.println(
                                        "  no "
                                                + (holiday.drug().equals(DoseRule.EVERY_DRUG)
                                                        ? "dose"
                                                        : holiday.drug())
                                                + " from "
                                                + time(holiday.from())
                                                + " to "
                                                + time(holiday.to())));
        regimen.rules().forEach(rule -> console.println("  " + words(rule)));
        regimen.delay().ifPresent(delay -> console.println("  " + words(delay)));
    }

    private static String span(List<Dose> doses) {
        double first = doses.getFirst().time();
        double last = doses.getLast().time();
        return first == last ? "at " + time(first) : "from " + time(first) + " to " + time(last);
    }

    private static String words(RegimenFile file, DoseLine line) {
        List<String> parts = new ArrayList<>();
        String amount = number(line.amount()) + " " + file.amountUnit().text();
        parts.add(
                line.drug()
                        + " "
                        + line.amountText()
                        + (line.amountText().equals(amount) ? "" : " = " + amount));
        parts.add(line.route());
        if (line.duration() > 0) {
            parts.add("over " + time(line.duration()));
        }
        parts.add(words(line.timing()));
        switch (line.missed()) {
            case MissedDoses.Numbered(Set<Integer> numbers) when numbers.isEmpty() -> {
                // nothing is missed
            }
            case MissedDoses missed ->
                    parts.add("missed: " + missed.among(line.timing().times().size()).toString());
        }
        return String.join(", ", parts);
    }

    private static String words(DoseTiming timing) {
        return switch (timing) {
            case DoseTiming.Listed(List<Double> times) ->
                    "at " + String.join(", ", times.stream().map(RegimenSummary::time).toList());
            case DoseTiming.Repeated repeated ->
                    "every "
                            + time(repeated.every())
                            + (repeated.cycle().days() == 0
                                    ? ""
                                    : " on days "
                                            + repeated.cycle().on()
                                            + " of "
                                            + repeated.cycle().days())
                            + " from "
                            + time(repeated.start())
                            + ", "
                            + switch (repeated.end()) {
                                case DoseTiming.End.Until(double hours) -> "before " + time(hours);
                                case DoseTiming.End.Count(int doses) -> count(doses, "dose");
                                case DoseTiming.End.Cycles(int cycles) -> count(cycles, "cycle");
                            };
        };
    }

    private static String words(CycleDelay delay) {
        String drug = delay.drug().equals(DoseRule.EVERY_DRUG) ? "every drug" : delay.drug();
        return "delay the cycles of "
                + drug
                + " until "
                + delay.text()
                + ", looked at every "
                + time(delay.look())
                + "; no more after a wait longer than "
                + time(delay.longest())
                + (delay.steps().isEmpty()
                        ? ""
                        : "; dose after each delay "
                                + String.join(
                                        ", ",
                                        delay.steps().stream()
                                                .map(step -> number(100 * step) + " %")
                                                .toList()))
                + " (the doses below are those without delay)";
    }

    private static String words(DoseRule rule) {
        String drug = rule.drug().equals(DoseRule.EVERY_DRUG) ? "every drug" : rule.drug();
        String what =
                rule.factor() == 0
                        ? "hold " + drug
                        : "give " + number(100 * rule.factor()) + " % of " + drug;
        return what
                + (rule.isLasting() ? " from the first dose on at which " : " while ")
                + rule.text();
    }

    private static void table(RegimenFile file, PrintWriter console) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "regimen",
                        "time (h)",
                        "day",
                        "drug",
                        "route",
                        "amount (" + file.amountUnit().text() + ")",
                        "over (h)"));
        int all = 0;
        for (Regimen regimen : file.regimens()) {
            for (Dose dose : Schedule.of(file, regimen).doses()) {
                if (++all <= MOST_ROWS) {
                    rows.add(
                            List.of(
                                    regimen.id(),
                                    number(dose.time()),
                                    number(Math.floor(dose.time() / DAY)),
                                    dose.drug(),
                                    dose.route(),
                                    number(dose.amount()),
                                    dose.isInfusion() ? number(dose.duration()) : ""));
                }
            }
        }
        console.println();
        ConsoleTable.print(rows, console);
        if (all > MOST_ROWS) {
            console.println("and " + (all - MOST_ROWS) + " more doses; write them with --to");
        }
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String time(double hours) {
        return hours >= DAY && hours % DAY == 0 ? number(hours / DAY) + " d" : number(hours) + " h";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : ResultNames.rounded(Double.toString(value));
    }
}
