package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How often something was tried, and with what success.
final class ChainCounts {

    private static final int KINDS = Proposal.Kind.values().length;

    /// Simulations asked for, and those of them that failed.
    long evaluations;

    long failures;

    private final long[][] tried;
    private final long[][] accepted;
    private final long[] adapting;
    private final long[] adaptingAccepted;
    private final long[] exchanges;
    private final long[] exchangesAccepted;

    ChainCounts(int temperatures) {
        tried = new long[temperatures][KINDS];
        accepted = new long[temperatures][KINDS];
        adapting = new long[temperatures];
        adaptingAccepted = new long[temperatures];
        exchanges = new long[temperatures];
        exchangesAccepted = new long[temperatures];
    }

    /// The counts as rows of numbers, for [#of].
    List<long[]> rows() {
        List<long[]> rows = new ArrayList<>(List.of(new long[] {evaluations, failures}));
        rows.addAll(List.of(tried));
        rows.addAll(List.of(accepted));
        rows.addAll(List.of(adapting, adaptingAccepted, exchanges, exchangesAccepted));
        return rows;
    }

    /// The counts that [#rows] has written.
    ///
    /// @throws IndexOutOfBoundsException where they are too few
    static ChainCounts of(List<long[]> rows, int temperatures) {
        ChainCounts counts = new ChainCounts(temperatures);
        counts.evaluations = rows.getFirst()[0];
        counts.failures = rows.getFirst()[1];
        for (int t = 0; t < temperatures; t++) {
            add(counts.tried[t], rows.get(1 + t));
            add(counts.accepted[t], rows.get(1 + temperatures + t));
        }
        int next = 1 + 2 * temperatures;
        add(counts.adapting, rows.get(next));
        add(counts.adaptingAccepted, rows.get(next + 1));
        add(counts.exchanges, rows.get(next + 2));
        add(counts.exchangesAccepted, rows.get(next + 3));
        return counts;
    }

    void evaluated(boolean finite) {
        evaluations++;
        failures += finite ? 0 : 1;
    }

    void stepped(int temperature, Proposal.Step step, boolean success) {
        tried[temperature][step.kind().index()]++;
        accepted[temperature][step.kind().index()] += success ? 1 : 0;
        if (step.adapts()) {
            adapting[temperature]++;
            adaptingAccepted[temperature] += success ? 1 : 0;
        }
    }

    void exchanged(int temperature, boolean success) {
        exchanges[temperature]++;
        exchangesAccepted[temperature] += success ? 1 : 0;
    }

    void add(ChainCounts other) {
        evaluations += other.evaluations;
        failures += other.failures;
        for (int t = 0; t < tried.length; t++) {
            for (int k = 0; k < KINDS; k++) {
                tried[t][k] += other.tried[t][k];
                accepted[t][k] += other.accepted[t][k];
            }
        }
        add(adapting, other.adapting);
        add(adaptingAccepted, other.adaptingAccepted);
        add(exchanges, other.exchanges);
        add(exchangesAccepted, other.exchangesAccepted);
    }

    /// Forgets everything but the simulations.
    void forgetSteps() {
        for (int t = 0; t < tried.length; t++) {
            Arrays.fill(tried[t], 0);
            Arrays.fill(accepted[t], 0);
        }
        Arrays.fill(adapting, 0);
        Arrays.fill(adaptingAccepted, 0);
        Arrays.fill(exchanges, 0);
        Arrays.fill(exchangesAccepted, 0);
    }

    private static void add(long[] sum, long[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    /// The share of accepted steps of a kind; NaN where there were none.
    double acceptance(int temperature, Proposal.Kind kind) {
        return (double) accepted[temperature][kind.index()] / tried[temperature][kind.index()];
    }

    /// The share of accepted Gaussian steps of full length; NaN where there were none.
    double adaptingAcceptance(int temperature) {
        return (double) adaptingAccepted[temperature] / adapting[temperature];
    }

    /// The share of accepted exchanges with the next higher temperature; NaN where there were none.
    double exchangeAcceptance(int temperature) {
        return (double) exchangesAccepted[temperature] / exchanges[temperature];
    }
}
