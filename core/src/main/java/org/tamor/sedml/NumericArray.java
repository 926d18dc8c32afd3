package org.tamor.sedml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Numbers in any number of dimensions, the last one varying fastest. What is missing is NaN.
///
/// @param shape the length of each dimension; empty for a single number
/// @param axes for each dimension the ids of the tasks that it belongs to
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record NumericArray(int[] shape, List<Set<String>> axes, double[] values) {

    public NumericArray {
        axes = List.copyOf(axes);
        if (axes.size() != shape.length || size(shape) != values.length) {
            throw new IllegalArgumentException("shape and values do not fit together");
        }
    }

    /// A single number.
    public static NumericArray of(double value) {
        return new NumericArray(new int[0], List.of(), new double[] {value});
    }

    /// A row of numbers.
    public static NumericArray of(double[] values, Set<String> axis) {
        return new NumericArray(new int[] {values.length}, List.of(axis), values);
    }

    public int rank() {
        return shape.length;
    }

    static int size(int[] shape) {
        int size = 1;
        for (int length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return size;
    }

    /// The same numbers with a dimension of length 1 at the end.
    NumericArray raised(Set<String> axis) {
        List<Set<String>> more = new ArrayList<>(axes);
        more.add(axis);
        int[] longer = Arrays.copyOf(shape, shape.length + 1);
        longer[shape.length] = 1;
        return new NumericArray(longer, more, values);
    }

    /// All numbers in a row.
    NumericArray flattened(Set<String> axis) {
        return of(values, axis);
    }

    /// The number at a position, NaN outside; dimensions that the array lacks at the front do not
    /// matter.
    double at(int[] position) {
        int index = 0;
        int skipped = position.length - shape.length;
        for (int d = 0; d < shape.length; d++) {
            int place = position[d + skipped];
            if (place >= shape[d]) {
                return Double.NaN;
            }
            index = index * shape[d] + place;
        }
        return values[index];
    }

    /// Arrays one after another along a new first dimension; shorter ones are filled up with NaN.
    static NumericArray stacked(List<NumericArray> parts, Set<String> axis) {
        int[] inner = covering(parts);
        NumericArray longest =
                parts.stream().filter(p -> p.rank() == inner.length).findFirst().orElseThrow();
        int[] shape = new int[inner.length + 1];
        shape[0] = parts.size();
        System.arraycopy(inner, 0, shape, 1, inner.length);
        double[] values = new double[size(shape)];
        int size = size(inner);
        for (int i = 0; i < parts.size(); i++) {
            double[] spread = parts.get(i).spread(inner);
            System.arraycopy(spread, 0, values, i * size, size);
        }
        List<Set<String>> axes = new ArrayList<>();
        axes.add(axis);
        axes.addAll(longest.axes);
        return new NumericArray(shape, axes, values);
    }

    /// Arrays one after another along their only dimension; single numbers count as rows of one.
    static NumericArray joined(List<NumericArray> parts, Set<String> axis) {
        int total = 0;
        for (NumericArray part : parts) {
            total = Math.addExact(total, part.values.length);
        }
        double[] values = new double[total];
        int next = 0;
        for (NumericArray part : parts) {
            System.arraycopy(part.values, 0, values, next, part.values.length);
            next += part.values.length;
        }
        return of(values, axis);
    }

    /// The smallest shape in which all arrays fit, aligned at their last dimensions.
    static int[] covering(List<NumericArray> parts) {
        int rank = parts.stream().mapToInt(NumericArray::rank).max().orElse(0);
        int[] shape = new int[rank];
        for (NumericArray part : parts) {
            for (int d = 0; d < part.rank(); d++) {
                int place = d + rank - part.rank();
                shape[place] = Math.max(shape[place], part.shape[d]);
            }
        }
        return shape;
    }

    /// The numbers in a larger shape.
    double[] spread(int[] larger) {
        if (Arrays.equals(larger, shape)) {
            return values;
        }
        double[] spread = new double[size(larger)];
        int[] position = new int[larger.length];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = at(position);
            advance(position, larger);
        }
        return spread;
    }

    /// Goes to the next position of a shape.
    static void advance(int[] position, int[] shape) {
        for (int d = shape.length - 1; d >= 0; d--) {
            if (++position[d] < shape[d]) {
                return;
            }
            position[d] = 0;
        }
    }

    /// Takes dimensions away by a function of the numbers along them.
    ///
    /// @param along whether each dimension goes
    NumericArray reduced(boolean[] along, ToDoubleFunction<double[]> function) {
        List<Integer> kept = new ArrayList<>();
        List<Integer> gone = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            (along[d] ? gone : kept).add(d);
        }
        int[] result = kept.stream().mapToInt(d -> shape[d]).toArray();
        int[] across = gone.stream().mapToInt(d -> shape[d]).toArray();
        double[] reduced = new double[size(result)];
        double[] sample = new double[size(across)];
        int[] outer = new int[result.length];
        int[] position = new int[shape.length];
        for (int i = 0; i < reduced.length; i++) {
            int[] inner = new int[across.length];
            for (int k = 0; k < sample.length; k++) {
                for (int d = 0; d < outer.length; d++) {
                    position[kept.get(d)] = outer[d];
                }
                for (int d = 0; d < inner.length; d++) {
                    position[gone.get(d)] = inner[d];
                }
                sample[k] = at(position);
                advance(inner, across);
            }
            reduced[i] = function.applyAsDouble(sample);
            advance(outer, result);
        }
        return new NumericArray(result, kept.stream().map(axes::get).toList(), reduced);
    }
}
