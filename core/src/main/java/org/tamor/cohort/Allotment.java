package org.tamor.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.Randomisation;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.stats.RandomStream;

/// Chooses the tumours that take part and gives them places in the arms.
final class Allotment {

    private final Protocol protocol;
    private final Randomisation plan;

    Allotment(Protocol protocol) {
        this.protocol = protocol;
        plan = protocol.randomisation();
    }

    /// A place in an arm.
    ///
    /// @param arm its number
    /// @param blotHour after the start of treatment at which the tumour is taken out; NaN for one
    ///   that is measured to the end
    record Place(int arm, double blotHour) {

        boolean isForBlots() {
            return !Double.isNaN(blotHour);
        }
    }

    /// The tumours that take part, in the order in which places are given: by volume, or by the day
    /// of allotment.
    ///
    /// @param measured volumes of each tumour on each day of the randomisation, mm3
    List<Tumour.Allotted> chosen(List<Tumour> tumours, double[][] measured) {
        List<Tumour.Allotted> candidates =
                plan.rule() == Randomisation.Rule.MEAN
                        ? allOnOneDay(tumours, measured)
                        : eachOnItsDay(tumours, measured);
        int wanted = protocol.allotted();
        if (candidates.size() < wanted) {
            throw new BadInputException(
                    "trial.few-tumours",
                    Location.ofFile(protocol.file()).withElement("randomisation"),
                    "%d places are to be filled, but only %d of %d tumours can be allotted; engraft more, or widen volume, range or days"
                            .formatted(wanted, candidates.size(), tumours.size()));
        }
        return candidates.subList(0, wanted);
    }

    private boolean isEligible(double volume) {
        return volume > 0 && volume >= plan.smallest() && volume <= plan.largest();
    }

    /// Those within the range, the nearest to their median where there are too many.
    private List<Tumour.Allotted> allOnOneDay(List<Tumour> tumours, double[][] measured) {
        int at = firstDay(measured);
        List<Tumour.Allotted> eligible = new ArrayList<>();
        for (int i = 0; i < tumours.size(); i++) {
            if (isEligible(measured[i][at])) {
                eligible.add(
                        new Tumour.Allotted(tumours.get(i), plan.days().get(at), measured[i][at]));
            }
        }
        eligible.sort(Comparator.comparingDouble(Tumour.Allotted::measured));
        if (eligible.size() > protocol.allotted()) {
            double median = eligible.get(eligible.size() / 2).measured();
            eligible.sort(
                    Comparator.comparingDouble(one -> Math.abs(Math.log(one.measured() / median))));
            eligible = new ArrayList<>(eligible.subList(0, protocol.allotted()));
            eligible.sort(Comparator.comparingDouble(Tumour.Allotted::measured));
        }
        return eligible;
    }

    private int firstDay(double[][] measured) {
        double mean = Double.NaN;
        for (int day = 0; day < plan.days().size(); day++) {
            double sum = 0;
            for (double[] own : measured) {
                sum += own[day];
            }
            mean = sum / measured.length;
            if (mean >= plan.volume()) {
                return day;
            }
        }
        throw new BadInputException(
                "trial.not-reached",
                Location.ofFile(protocol.file()).withElement("volume"),
                "the mean volume is "
                        + Math.round(mean)
                        + " mm3 on the last day of the randomisation, day "
                        + plan.days().getLast()
                        + ", and has not reached "
                        + plan.volume()
                        + " mm3; choose a smaller volume or later days");
    }

    private List<Tumour.Allotted> eachOnItsDay(List<Tumour> tumours, double[][] measured) {
        List<Tumour.Allotted> eligible = new ArrayList<>();
        for (int i = 0; i < tumours.size(); i++) {
            for (int day = 0; day < plan.days().size(); day++) {
                if (measured[i][day] >= plan.volume()) {
                    if (isEligible(measured[i][day])) {
                        eligible.add(
                                new Tumour.Allotted(
                                        tumours.get(i), plan.days().get(day), measured[i][day]));
                    }
                    break;
                }
            }
        }
        eligible.sort(Comparator.comparingDouble(Tumour.Allotted::day));
        return eligible;
    }

    /// The places, in the order in which tumours take them.
    ///
    /// Stratified: the k-th of n equal places stands at `(k + u) / n`, u uniform, and places are
    /// taken in the order of where they stand, so that with arms of one size every block of as many
    /// tumours as there are arms has one of each.
    List<Place> places(RandomStream stream) {
        record Standing(Place place, double at) {}
        List<Standing> standing = new ArrayList<>();
        List<PlannedArm> arms = protocol.arms();
        for (int arm = 0; arm < arms.size(); arm++) {
            List<Double> hours = new ArrayList<>();
            hours.add(Double.NaN);
            hours.addAll(protocol.blots().hours());
            for (double hour : hours) {
                int count =
                        Double.isNaN(hour) ? arms.get(arm).animals() : protocol.blots().animals();
                for (int k = 0; k < count; k++) {
                    double u = stream.nextOpenDouble();
                    boolean simple = plan.method() == Randomisation.Method.SIMPLE;
                    standing.add(new Standing(new Place(arm, hour), simple ? u : (k + u) / count));
                }
            }
        }
        standing.sort(Comparator.comparingDouble(Standing::at));
        return standing.stream().map(Standing::place).toList();
    }
}
