package org.tamor.tumour.survival;

import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;

/// The log-rank test of Mantel (Cancer Chemother. Rep. 50 (1966) 163-170) and Peto: whether groups
/// have the same hazard.
///
/// @param statistic chi-squared; undefined where there is no event to compare
/// @param probability undefined likewise
public record LogRank(Evaluation statistic, int degreesOfFreedom, Evaluation probability) {

    /// Over all event times, observed less expected events of each group, with their hypergeometric
    /// covariance.
    public static LogRank test(List<List<EventTime>> groups) {
        int k = groups.size();
        double[] difference = new double[k];
        double[][] covariance = new double[k][k];
        double[] times =
                groups.stream()
                        .flatMap(List::stream)
                        .filter(EventTime::event)
                        .mapToDouble(EventTime::time)
                        .distinct()
                        .sorted()
                        .toArray();
        for (double time : times) {
            add(groups, time, difference, covariance);
        }
        if (times.length == 0) {
            Evaluation none =
                    Evaluation.undefined(Status.UNDEFINED_MODEL, "no animal had an event");
            return new LogRank(none, k - 1, none);
        }
        double[][] part = new double[k - 1][k - 1];
        double[] first = new double[k - 1];
        for (int i = 0; i < k - 1; i++) {
            first[i] = difference[i];
            System.arraycopy(covariance[i], 0, part[i], 0, k - 1);
        }
        double[] solved =
                new SingularValueDecomposition(new Array2DRowRealMatrix(part, false))
                        .getSolver()
                        .getInverse()
                        .operate(first);
        double statistic = 0;
        for (int i = 0; i < k - 1; i++) {
            statistic += first[i] * solved[i];
        }
        double probability = 1 - new ChiSquaredDistribution(k - 1).cumulativeProbability(statistic);
        return new LogRank(Evaluation.ok(statistic), k - 1, Evaluation.ok(probability));
    }

    private static void add(
            List<List<EventTime>> groups, double time, double[] difference, double[][] covariance) {
        int k = groups.size();
        double[] atRisk = new double[k];
        double all = 0;
        double events = 0;
        for (int g = 0; g < k; g++) {
            for (EventTime one : groups.get(g)) {
                atRisk[g] += one.time() >= time ? 1 : 0;
                boolean now = one.event() && one.time() == time;
                events += now ? 1 : 0;
                difference[g] += now ? 1 : 0;
            }
            all += atRisk[g];
        }
        for (int g = 0; g < k; g++) {
            difference[g] -= events * atRisk[g] / all;
            for (int h = 0; h < k && all > 1; h++) {
                double same = g == h ? 1 : 0;
                covariance[g][h] +=
                        events
                                * (all - events)
                                / (all - 1)
                                * atRisk[g]
                                / all
                                * (same - atRisk[h] / all);
            }
        }
    }
}
