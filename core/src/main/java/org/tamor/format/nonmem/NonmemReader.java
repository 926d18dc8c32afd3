package org.tamor.format.nonmem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tamor.failure.Location;
import org.tamor.format.nonmem.NonmemData.Individual;
import org.tamor.format.nonmem.NonmemData.Other;
import org.tamor.format.nonmem.NonmemTable.Line;
import org.tamor.regimen.AmountUnit;
import org.tamor.regimen.DoseLine;
import org.tamor.regimen.DoseTiming;
import org.tamor.regimen.Drug;
import org.tamor.regimen.MissedDoses;
import org.tamor.regimen.Regimen;
import org.tamor.regimen.RegimenFile;
import org.tamor.regimen.Schedule;
import org.tamor.regimen.Subject;

/// Reads tables of records into regimens, one for each subject.
///
/// TIME is taken in hours. Compartment n becomes the drug `cmt<n>` with the route `dose`; a missing
/// or zero CMT is 1. EVID 4 is read as a reset and a dose, which it stands for. Where EVID is
/// missing as a column, a record with an amount is a dose, any other one an observation, or, with
/// MDV 1, something else.
public final class NonmemReader {

    private final NonmemTable table;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final TreeMap<Integer, Drug> drugs = new TreeMap<>();

    private NonmemReader(NonmemTable table) {
        this.table = table;
    }

    /// What is known of a subject while its records are read.
    private static final class Draft {
        private final List<DoseLine> doses = new ArrayList<>();
        private final List<Other> others = new ArrayList<>();
        private final Location location;
        private double time = Double.NEGATIVE_INFINITY;
        private boolean dosedNow;
        private boolean observedAfterDose;

        private Draft(Location location) {
            this.location = location;
        }

        private void moveTo(double next) {
            if (next > time) {
                time = next;
                dosedNow = false;
                observedAfterDose = false;
            }
        }
    }

    /// Reads a table.
    public static NonmemData read(Path file) {
        return new NonmemReader(NonmemTable.read(file)).data();
    }

    private NonmemData data() {
        String last = "";
        for (Line line : table.lines()) {
            String id = table.has("ID") ? NonmemWriter.number(line.number("ID")) : "1";
            if (!id.equals(last) && drafts.containsKey(id)) {
                throw line.error(
                        "nonmem.split-subject",
                        "ID",
                        "subject "
                                + id
                                + " comes again after another one, which NONMEM takes for a new"
                                + " subject; put its records together");
            }
            last = id;
            add(line, drafts.computeIfAbsent(id, key -> new Draft(line.location())));
        }
        List<Regimen> regimens = new ArrayList<>();
        List<Individual> individuals = new ArrayList<>();
        drafts.forEach(
                (id, draft) -> {
                    regimens.add(regimen("subject_" + id.replaceAll("[^A-Za-z0-9]", "_"), draft));
                    individuals.add(new Individual(id, draft.others));
                });
        RegimenFile file =
                new RegimenFile(
                        table.file(),
                        "",
                        AmountUnit.UNKNOWN,
                        1,
                        Subject.unknown(),
                        List.copyOf(drugs.values()),
                        regimens);
        regimens.forEach(regimen -> Schedule.of(file, regimen));
        return new NonmemData(file, individuals, table.notes());
    }

    private static Regimen regimen(String id, Draft draft) {
        return new Regimen(
                id,
                "",
                List.of(),
                draft.doses,
                List.of(),
                List.of(),
                Optional.empty(),
                OptionalDouble.empty(),
                draft.location);
    }

    private void add(Line line, Draft draft) {
        if (line.optional("TIME").isEmpty()) {
            throw line.error("nonmem.bad-time", "TIME", "TIME is missing; write the hours");
        }
        double time = line.number("TIME");
        int event = event(line);
        checkTime(line, draft, time, event);
        if (line.whole("SS") != 0) {
            throw line.error(
                    "nonmem.steady-state",
                    "SS",
                    "steady state (SS) stands for doses without end in the past, which no regimen"
                            + " holds; write the doses before with ADDL, from a time at which they"
                            + " began, and leave SS 0");
        }
        draft.moveTo(time);
        switch (event) {
            case 0, 2 -> other(line, draft, event, observed(line, event));
            case 1 -> dose(line, draft);
            case 3 -> {
                checkReset(line, draft);
                other(line, draft, 3, OptionalDouble.empty());
            }
            case 4 -> {
                checkReset(line, draft);
                draft.others.add(
                        new Other(
                                time,
                                !draft.dosedNow,
                                3,
                                compartment(line),
                                OptionalDouble.empty()));
                draft.observedAfterDose = draft.dosedNow;
                dose(line, draft);
            }
            default ->
                    throw line.error(
                            "nonmem.bad-event", "EVID", "EVID is " + event + "; write 0 to 4");
        }
    }

    private int event(Line line) {
        if (table.has("EVID")) {
            return line.whole("EVID");
        }
        return line.number("AMT") != 0 || line.number("RATE") != 0
                ? 1
                : line.whole("MDV") == 1 ? 2 : 0;
    }

    private static void checkTime(Line line, Draft draft, double time, int event) {
        if (time < 0) {
            throw line.error(
                    "nonmem.bad-time", "TIME", "times begin at 0; move the subject's records");
        }
        if (time < draft.time) {
            throw line.error(
                    "nonmem.bad-time",
                    "TIME",
                    event >= 3
                            ? "time begins anew here after a reset; give that period an ID of its"
                                    + " own"
                            : "the record lies before the one above; sort the subject's records by"
                                    + " TIME");
        }
    }

    /// Additional doses and infusions that would go on after a reset are refused: what becomes of
    /// them is not said by the table.
    private static void checkReset(Line line, Draft draft) {
        for (DoseLine dose : draft.doses) {
            List<Double> times = dose.timing().times();
            if (times.getLast() > draft.time
                    || times.getLast() == draft.time && times.size() > 1
                    || times.getLast() + dose.duration() > draft.time) {
                throw line.error(
                        "nonmem.reset",
                        "EVID",
                        "a reset comes while doses of line "
                                + dose.location().line()
                                + " still go on; end them before it");
            }
        }
    }

    private void other(Line line, Draft draft, int event, OptionalDouble value) {
        for (String column : List.of("AMT", "RATE", "II", "ADDL")) {
            if (line.number(column) != 0) {
                throw line.error(
                        "nonmem.not-a-dose",
                        column,
                        "the record is no dose (EVID "
                                + event
                                + ") but has "
                                + column
                                + "; write 0 or a dot, or EVID 1");
            }
        }
        draft.observedAfterDose |= draft.dosedNow;
        draft.others.add(new Other(draft.time, !draft.dosedNow, event, compartment(line), value));
    }

    private OptionalDouble observed(Line line, int event) {
        OptionalDouble value = line.optional("DV");
        boolean missing = event != 0 || line.whole("MDV") != 0 || !table.has("DV");
        if (!missing && value.isEmpty()) {
            throw line.error(
                    "nonmem.no-value",
                    "DV",
                    "the observation has no DV, and NONMEM takes a dot for 0; write MDV 1 if"
                            + " nothing was measured");
        }
        return missing ? OptionalDouble.empty() : value;
    }

    private void dose(Line line, Draft draft) {
        double amount = line.number("AMT");
        double rate = line.number("RATE");
        int additional = line.whole("ADDL");
        double interval = line.number("II");
        checkDose(line, draft, amount, rate);
        if (additional < 0 || interval < 0 || additional > 0 != interval > 0) {
            throw line.error(
                    "nonmem.additional",
                    "ADDL",
                    "ADDL is above 0 if and only if II is; correct one of them");
        }
        if (additional >= DoseTiming.MOST_DOSES) {
            throw line.error(
                    "nonmem.additional",
                    "ADDL",
                    "more than " + DoseTiming.MOST_DOSES + " additional doses; correct ADDL");
        }
        int compartment = compartment(line);
        String drug = "cmt" + compartment;
        drugs.computeIfAbsent(
                compartment,
                number ->
                        new Drug(
                                drug,
                                OptionalDouble.empty(),
                                List.of(new Drug.Route("dose", drug, drug + "_rate", number))));
        DoseTiming timing =
                additional == 0
                        ? new DoseTiming.Listed(List.of(draft.time))
                        : new DoseTiming.Repeated(
                                draft.time,
                                interval,
                                DoseTiming.Cycle.NONE,
                                new DoseTiming.End.Count(additional + 1));
        draft.dosedNow = true;
        draft.doses.add(
                new DoseLine(
                        drug,
                        "dose",
                        NonmemWriter.number(amount) + " " + AmountUnit.UNKNOWN.text(),
                        amount,
                        rate == 0 ? 0 : amount / rate,
                        timing,
                        MissedDoses.NONE,
                        line.location()));
    }

    private static void checkDose(Line line, Draft draft, double amount, double rate) {
        if (rate == -1 || rate == -2) {
            throw line.error(
                    "nonmem.modelled-rate",
                    "RATE",
                    "RATE "
                            + (int) rate
                            + " leaves the "
                            + (rate == -1 ? "rate" : "duration")
                            + " of the infusion to a parameter of the model, which the table does"
                            + " not hold; write the rate");
        }
        if (rate < 0) {
            throw line.error("nonmem.bad-dose", "RATE", "a rate is 0 or more; correct it");
        }
        if (amount <= 0) {
            throw line.error(
                    "nonmem.bad-dose",
                    "AMT",
                    "a dose has an amount above 0; correct AMT, or write EVID 2 for no dose");
        }
        if (draft.observedAfterDose) {
            throw line.error(
                    "nonmem.order",
                    "TIME",
                    "between two doses of one time stands another record; put it before or after"
                            + " both");
        }
    }

    private static int compartment(Line line) {
        int compartment = line.whole("CMT");
        if (compartment < 0) {
            throw line.error(
                    "nonmem.compartment",
                    "CMT",
                    "a negative CMT turns a compartment off, which no regimen holds; remove the"
                            + " record");
        }
        return compartment == 0 ? 1 : compartment;
    }
}
