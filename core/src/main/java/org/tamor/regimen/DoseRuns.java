package org.tamor.regimen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Doses gathered into runs of the same dose at the same interval: the reverse of expanding them.
public final class DoseRuns {

    private static final int WORTH_A_RUN = 3;

    private DoseRuns() {}

    /// `count` doses like the first one, `every` hours apart.
    public record Run(Dose first, double every, int count) {

        DoseTiming timing() {
            return count == 1
                    ? new DoseTiming.Listed(List.of(first.time()))
                    : new DoseTiming.Repeated(
                            first.time(),
                            every,
                            DoseTiming.Cycle.NONE,
                            new DoseTiming.End.Count(count));
        }

        /// The time of dose k, from 0.
        double time(int k) {
            return first.time() + k * every;
        }
    }

    /// What makes doses alike.
    private record Kind(String drug, String route, double amount, double duration) {
        static Kind of(Dose dose) {
            return new Kind(dose.drug(), dose.route(), dose.amount(), dose.duration());
        }
    }

    /// Gathers doses, in order of their first times. Expanding the runs gives exactly the times of
    /// the doses. Two doses make a run only where no third one of their kind follows.
    ///
    /// @param excluded which doses may begin a run only, and not continue one
    public static List<Run> of(List<Dose> doses, Predicate<Dose> excluded) {
        Map<Kind, List<Dose>> kinds = new LinkedHashMap<>();
        for (Dose dose : doses) {
            kinds.computeIfAbsent(Kind.of(dose), key -> new ArrayList<>()).add(dose);
        }
        TreeMap<Double, List<Run>> runs = new TreeMap<>();
        for (List<Dose> alike : kinds.values()) {
            int next = 0;
            while (next < alike.size()) {
                Run run = run(alike, next, excluded);
                runs.computeIfAbsent(run.first().time(), key -> new ArrayList<>()).add(run);
                next += run.count();
            }
        }
        return runs.values().stream().flatMap(List::stream).toList();
    }

    private static Run run(List<Dose> alike, int from, Predicate<Dose> excluded) {
        Dose first = alike.get(from);
        Run single = new Run(first, 0, 1);
        if (from + 1 == alike.size() || excluded.test(alike.get(from + 1))) {
            return single;
        }
        double every = alike.get(from + 1).time() - first.time();
        Run longest = new Run(first, every, 1);
        int count = 1;
        while (from + count < alike.size()
                && every > 0
                && alike.get(from + count).time() == longest.time(count)
                && !excluded.test(alike.get(from + count))) {
            count++;
        }
        boolean rest = count == 2 && from + 2 == alike.size();
        return count >= WORTH_A_RUN || rest ? new Run(first, every, count) : single;
    }
}
