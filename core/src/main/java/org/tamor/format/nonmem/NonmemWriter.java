package org.tamor.format.nonmem;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tamor.failure.BadInputException;
import org.tamor.format.nonmem.NonmemData.Individual;
import org.tamor.format.nonmem.NonmemData.Other;
import org.tamor.regimen.CycleDelay;
import org.tamor.regimen.Dose;
import org.tamor.regimen.DoseRule;
import org.tamor.regimen.DoseRuns;
import org.tamor.regimen.Regimen;
import org.tamor.regimen.RegimenFile;
import org.tamor.regimen.Schedule;

/// Writes tables of records.
///
/// The form is always the same: columns ID, TIME, AMT, RATE, II, ADDL, EVID, CMT, DV, MDV with
/// commas between, records in order of time, dots for what a record does not have. Three or more
/// like doses at one interval become one record with ADDL; no additional dose falls on the time of
/// another record or lies behind a reset. RATE is rounded to 15 digits, so that reading a table
/// that was written here and writing it again gives the same bytes. Doses of nothing, a vehicle's,
/// are left out.
public final class NonmemWriter {

    private static final String HEADER = "ID,TIME,AMT,RATE,II,ADDL,EVID,CMT,DV,MDV\n";
    private static final MathContext RATE_DIGITS = new MathContext(15);

    private NonmemWriter() {}

    /// The whole table.
    ///
    /// @throws BadInputException where a regimen has rules, which records cannot express
    public static String text(NonmemData data) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < data.individuals().size(); i++) {
            Regimen regimen = data.regimens().regimens().get(i);
            checkRules(regimen);
            records(data.regimens(), regimen, data.individuals().get(i), text);
        }
        return text.toString();
    }

    private static void checkRules(Regimen regimen) {
        if (!regimen.rules().isEmpty()) {
            DoseRule rule = regimen.rules().getFirst();
            throw new BadInputException(
                    "nonmem.rule",
                    rule.location(),
                    "records hold fixed doses and cannot look at "
                            + rule.text()
                            + "; write PEtab (--to petab), or take the rule out");
        }
        if (regimen.delay().isPresent()) {
            CycleDelay delay = regimen.delay().get();
            throw new BadInputException(
                    "nonmem.delay",
                    delay.location(),
                    "records hold fixed times and cannot delay a cycle until "
                            + delay.text()
                            + "; write PEtab (--to petab), or take the delay out");
        }
    }

    private static void records(
            RegimenFile file, Regimen regimen, Individual individual, StringBuilder text) {
        TreeMap<Double, List<String>> before = new TreeMap<>();
        TreeMap<Double, List<String>> given = new TreeMap<>();
        TreeMap<Double, List<String>> after = new TreeMap<>();
        for (Other other : individual.others()) {
            (other.beforeDoses() ? before : after)
                    .computeIfAbsent(other.time(), key -> new ArrayList<>())
                    .add(record(individual, other));
        }
        for (List<Dose> stretch : betweenResets(Schedule.of(file, regimen).doses(), individual)) {
            for (DoseRuns.Run run :
                    DoseRuns.of(stretch, dose -> individual.hasRecordAt(dose.time()))) {
                given.computeIfAbsent(run.first().time(), key -> new ArrayList<>())
                        .add(record(file, individual, run));
            }
        }
        TreeMap<Double, List<String>> all = new TreeMap<>();
        for (TreeMap<Double, List<String>> part : List.of(before, given, after)) {
            part.forEach(
                    (time, records) ->
                            all.computeIfAbsent(time, key -> new ArrayList<>()).addAll(records));
        }
        all.values().forEach(records -> records.forEach(text::append));
    }

    /// The doses above 0, parted at the resets.
    private static List<List<Dose>> betweenResets(List<Dose> doses, Individual individual) {
        List<Other> resets = individual.others().stream().filter(Other::isReset).toList();
        List<List<Dose>> stretches = new ArrayList<>();
        for (int i = 0; i <= resets.size(); i++) {
            stretches.add(new ArrayList<>());
        }
        for (Dose dose : doses) {
            if (dose.amount() > 0) {
                long passed =
                        resets.stream()
                                .filter(
                                        reset ->
                                                reset.time() < dose.time()
                                                        || reset.time() == dose.time()
                                                                && reset.beforeDoses())
                                .count();
                stretches.get((int) passed).add(dose);
            }
        }
        return stretches;
    }

    private static String record(RegimenFile file, Individual individual, DoseRuns.Run run) {
        Dose dose = run.first();
        return row(
                individual.id(),
                number(dose.time()),
                number(dose.amount()),
                dose.isInfusion() ? rate(dose) : "0",
                run.count() > 1 ? number(run.every()) : "0",
                Integer.toString(run.count() - 1),
                "1",
                Integer.toString(file.route(dose.drug(), dose.route()).compartment()),
                ".",
                "1");
    }

    private static String record(Individual individual, Other other) {
        boolean observed = other.value().isPresent();
        return row(
                individual.id(),
                number(other.time()),
                ".",
                ".",
                ".",
                ".",
                Integer.toString(other.event()),
                Integer.toString(other.compartment()),
                observed ? number(other.value().getAsDouble()) : ".",
                observed ? "0" : "1");
    }

    private static String row(String... items) {
        return String.join(",", items) + "\n";
    }

    private static String rate(Dose dose) {
        return number(BigDecimal.valueOf(dose.rate()).round(RATE_DIGITS).doubleValue());
    }

    /// A number in the fewest digits that read back to it.
    static String number(double value) {
        String digits = Double.toString(value);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }
}
