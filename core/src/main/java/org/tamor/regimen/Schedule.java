package org.tamor.regimen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.failure.BadInputException;

/// Every dose that a regimen stands for, in order of time.
///
/// @param doses what is given
/// @param planned how many doses there would be without missed doses and holidays
public record Schedule(List<Dose> doses, int planned) {

    public Schedule {
        doses = List.copyOf(doses);
    }

    /// Expands a regimen: all times of each line, less the missed doses, less those in holidays.
    ///
    /// @throws BadInputException where there are too many doses, a missed dose does not exist, two
    ///   doses or infusions of one kind coincide, or a dose falls due at or after the end
    public static Schedule of(RegimenFile file, Regimen regimen) {
        List<Dose> doses = new ArrayList<>();
        int planned = 0;
        for (DoseLine line : regimen.lines()) {
            List<Double> times = line.timing().times();
            planned += times.size();
            if (planned > DoseTiming.MOST_DOSES) {
                throw new BadInputException(
                        "regimen.too-many",
                        line.location(),
                        "the regimen has more than "
                                + DoseTiming.MOST_DOSES
                                + " doses; shorten it or dose less often");
            }
            add(line, times, regimen.holidays(), doses);
        }
        doses.sort(Comparator.comparingDouble(Dose::time));
        checkEnd(regimen, doses);
        checkOverlaps(file, doses);
        return new Schedule(doses, planned);
    }

    private static void add(
            DoseLine line, List<Double> times, List<Holiday> holidays, List<Dose> doses) {
        Set<Integer> missed = line.missed().among(times.size());
        for (int number : missed) {
            if (number > times.size()) {
                throw new BadInputException(
                        "regimen.bad-number",
                        line.location(),
                        "dose "
                                + number
                                + " is said to be missed, but there are only "
                                + times.size()
                                + "; correct the number");
            }
        }
        for (int k = 0; k < times.size(); k++) {
            Dose dose =
                    new Dose(
                            times.get(k),
                            line.drug(),
                            line.route(),
                            line.amount(),
                            line.duration(),
                            line.location());
            if (!missed.contains(k + 1)
                    && holidays.stream().noneMatch(one -> one.leavesOut(dose))) {
                doses.add(dose);
            }
        }
    }

    private static void checkEnd(Regimen regimen, List<Dose> doses) {
        if (regimen.end().isEmpty()) {
            return;
        }
        double end = regimen.end().getAsDouble();
        for (Dose dose : doses) {
            if (dose.time() >= end - DoseTiming.SHORT || dose.end() > end + DoseTiming.SHORT) {
                throw new BadInputException(
                        "regimen.after-end",
                        dose.location(),
                        "the dose of "
                                + dose.drug()
                                + " at "
                                + dose.time()
                                + " h goes on at or after the end, "
                                + end
                                + " h; stop earlier or correct end");
            }
        }
    }

    private static void checkOverlaps(RegimenFile file, List<Dose> doses) {
        Map<String, Dose> last = new HashMap<>();
        Map<String, Dose> running = new HashMap<>();
        for (Dose dose : doses) {
            String kind = dose.drug() + " " + dose.route() + " " + dose.isInfusion();
            Dose before = last.put(kind, dose);
            if (before != null && dose.time() - before.time() < DoseTiming.SHORT) {
                throw overlap(dose, before, "is given twice at");
            }
            if (dose.isInfusion()) {
                Dose open = running.put(file.route(dose.drug(), dose.route()).rate(), dose);
                if (open != null && open.end() > dose.time() + DoseTiming.SHORT) {
                    throw overlap(dose, open, "is infused again before an infusion has ended at");
                }
            }
        }
    }

    private static BadInputException overlap(Dose dose, Dose other, String what) {
        int line = other.location().line();
        return new BadInputException(
                "regimen.overlap",
                dose.location(),
                dose.drug()
                        + " by route "
                        + dose.route()
                        + " "
                        + what
                        + " "
                        + dose.time()
                        + " h"
                        + (line == dose.location().line() ? "" : " (also by line " + line + ")")
                        + "; make one dose of them or move one");
    }
}
