package org.tamor.regimen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// When the doses of one line are given, in hours.
public sealed interface DoseTiming {

    /// The most doses that one line may stand for.
    int MOST_DOSES = 100_000;

    /// The times in ascending order; one more than [#MOST_DOSES] where there are too many.
    List<Double> times();

    /// At the times that were written.
    record Listed(List<Double> times) implements DoseTiming {
        public Listed {
            times = List.copyOf(times);
        }
    }

    /// Again and again until an end: dose k of cycle c is given at `start + c L + k every`, where L
    /// is the length of a cycle, if it falls into the cycle and on one of its days. Without a cycle
    /// c is always 0.
    record Repeated(double start, double every, Cycle cycle, End end) implements DoseTiming {

        @Override
        public List<Double> times() {
            List<Double> times = new ArrayList<>();
            double length = cycle.hours();
            for (int c = 0; c == 0 || cycle.repeats(); c++) {
                if (end instanceof End.Cycles(int most) && c >= most) {
                    break;
                }
                double base = c == 0 ? start : start + c * length;
                for (int k = 0; !cycle.repeats() || k * every < length - SHORT; k++) {
                    double time = base + k * every;
                    if (isOver(time, times.size()) || times.size() > MOST_DOSES) {
                        return times;
                    }
                    if (cycle.isOn(k * every)) {
                        times.add(time);
                    }
                }
            }
            return times;
        }

        private boolean isOver(double time, int given) {
            return switch (end) {
                case End.Until(double hours) -> time >= hours - SHORT;
                case End.Count(int most) -> given >= most;
                case End.Cycles _ -> false;
            };
        }
    }

    /// Less than any dosing interval, in hours: forgives the rounding of sums of times.
    double SHORT = 1e-6;

    /// The days of a cycle on which doses are given, counted from 1.
    ///
    /// @param days its length; 0 for no cycle
    record Cycle(int days, Set<Integer> on) {

        private static final double DAY = 24;

        /// Doses on every day, without a cycle.
        public static final Cycle NONE = new Cycle(0, Set.of());

        public Cycle {
            on = new TreeSet<>(on);
        }

        boolean repeats() {
            return days > 0;
        }

        double hours() {
            return days * DAY;
        }

        private boolean isOn(double hoursOfCycle) {
            return !repeats() || on.contains((int) Math.floor((hoursOfCycle + SHORT) / DAY) + 1);
        }
    }

    /// What ends a repetition.
    sealed interface End {
        /// No dose at this time or later.
        record Until(double hours) implements End {}

        /// After so many doses.
        record Count(int doses) implements End {}

        /// After so many cycles.
        record Cycles(int cycles) implements End {}
    }
}
