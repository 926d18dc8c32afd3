package org.tamor.simulate;

import java.util.List;

/// The course of one member of a batch, taken state by state.
///
/// States are kept in blocks of a few times, and outputs evaluated block by block: an array of each
/// output's values, written time by time between those of a hundred other members, would leave the
/// caches in between.
final class Samples {

    private static final int BLOCK = 8;

    private final Workspace workspace;
    private final List<String> outputs;
    private final double[] times;
    private final double[] block;
    private final double[] state;
    private double[][] values = new double[0][];
    private int evaluated;
    private int taken;

    Samples(Workspace workspace, List<String> outputs, double[] times) {
        this.workspace = workspace;
        this.outputs = outputs;
        this.times = times;
        state = new double[workspace.y.length];
        block = new double[BLOCK * state.length];
    }

    /// That of the member, with its parameters.
    Workspace workspace() {
        return workspace;
    }

    /// Begins with another member, whose state at times up to 0 is given.
    void begin(double[] initial) {
        values = new double[outputs.size()][times.length];
        evaluated = 0;
        taken = 0;
        while (nextTime() <= 0) {
            add(initial);
        }
    }

    /// The time of the next sample; NaN where all are taken.
    double nextTime() {
        return taken < times.length ? times[taken] : Double.NaN;
    }

    boolean isComplete() {
        return taken == times.length;
    }

    /// Adds the state at [#nextTime].
    void add(double[] y) {
        System.arraycopy(y, 0, block, (taken - evaluated) * state.length, state.length);
        taken++;
        if (taken - evaluated == BLOCK || taken == times.length) {
            evaluate();
        }
    }

    private void evaluate() {
        for (int at = 0; evaluated < taken; at += state.length) {
            System.arraycopy(block, at, state, 0, state.length);
            workspace.evaluateOutputs(times[evaluated], state);
            for (int o = 0; o < values.length; o++) {
                values[o][evaluated] = workspace.outputs[o];
            }
            evaluated++;
        }
    }

    /// The course; complete where all samples are taken.
    TimeCourse course() {
        return new TimeCourse(outputs, times.clone(), values);
    }
}
