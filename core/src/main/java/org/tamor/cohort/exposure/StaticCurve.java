package org.tamor.cohort.exposure;

import java.util.List;

/// The levels of two drugs at which the net growth rate has its target.
///
/// @param branches connected parts, none where no level within the range reaches the target; points
///   on an axis have the level 0 of the other drug
/// @param firstAlone levels of the first drug that reach it without the second, ascending
/// @param secondAlone likewise
public record StaticCurve(
        List<List<Point>> branches, List<Double> firstAlone, List<Double> secondAlone) {

    public StaticCurve {
        branches = branches.stream().map(List::copyOf).toList();
        firstAlone = List.copyOf(firstAlone);
        secondAlone = List.copyOf(secondAlone);
    }

    /// Free levels of both drugs.
    public record Point(double first, double second) {}

    /// Whether any level within the range reaches the target.
    public boolean exists() {
        return !branches.isEmpty();
    }
}
