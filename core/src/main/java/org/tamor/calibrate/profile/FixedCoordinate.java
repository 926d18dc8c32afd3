package org.tamor.calibrate.profile;

import java.util.ArrayList;
import java.util.List;
import org.tamor.calibrate.fit.Objective;

/// An objective with one coordinate held at a value: a function of the others.
final class FixedCoordinate implements Objective {

    private final Objective whole;
    private final int index;
    private final double held;

    FixedCoordinate(Objective whole, int index, double held) {
        this.whole = whole;
        this.index = index;
        this.held = held;
    }

    /// The others with the held one in its place.
    double[] extended(double[] x) {
        double[] result = new double[x.length + 1];
        System.arraycopy(x, 0, result, 0, index);
        System.arraycopy(x, index, result, index + 1, x.length - index);
        result[index] = held;
        return result;
    }

    /// All without the one at the index.
    static double[] without(double[] x, int index) {
        double[] result = new double[x.length - 1];
        System.arraycopy(x, 0, result, 0, index);
        System.arraycopy(x, index + 1, result, index, result.length - index);
        return result;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(whole.names());
        names.remove(index);
        return names;
    }

    @Override
    public double[] lower() {
        return without(whole.lower(), index);
    }

    @Override
    public double[] upper() {
        return without(whole.upper(), index);
    }

    @Override
    public Value value(double[] x) {
        return whole.value(extended(x));
    }

    @Override
    public Value expand(double[] x) {
        return switch (whole.expand(extended(x))) {
            case Undefined undefined -> undefined;
            case Finite finite ->
                    new Finite(
                            finite.value(), finite.residuals(), finite.slope().map(this::reduced));
        };
    }

    private Slope reduced(Slope slope) {
        return new Slope(
                without(slope.gradient(), index),
                slope.curvature().map(this::reduced),
                slope.chord()
                        .map(chord ->
                                (Chord) change -> without(chord.gradientChange(change), index)));
    }

    private double[][] reduced(double[][] matrix) {
        double[][] result = new double[matrix.length - 1][];
        for (int k = 0; k < result.length; k++) {
            result[k] = without(matrix[k < index ? k : k + 1], index);
        }
        return result;
    }
}
