package org.tamor.cohort.exposure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/// Finds the levels at which the rate has its target, by marching squares over the grid: on every
/// edge whose ends lie on different sides of the target the crossing is found by Brent's method, to
/// 1e-6 of the edge, and the crossings of a cell are joined. Where all four edges of a cell are
/// crossed, the rate in its middle says which belong together.
///
/// Only an even number of crossings between two neighbouring nodes goes unseen.
final class StaticContour {

    private static final double ACCURACY = 1e-6;
    private static final int MOST_EVALUATIONS = 60;

    private final RateSurface surface;
    private final NetRate rate;
    private final double target;
    private final Map<Edge, StaticCurve.Point> crossings = new HashMap<>();
    private final Map<Edge, List<Edge>> neighbours = new HashMap<>();

    /// An edge from the node (i, j) to the next one along the first or the second drug.
    private record Edge(int i, int j, boolean alongFirst) {}

    private StaticContour(RateSurface surface, NetRate rate, double target) {
        this.surface = surface;
        this.rate = rate;
        this.target = target;
    }

    /// The curve.
    ///
    /// @param rate of which the surface holds the values at the nodes
    static StaticCurve of(RateSurface surface, NetRate rate, double target) {
        return new StaticContour(surface, rate, target).curve();
    }

    /// The curve of a surface that is known at the nodes alone, by interpolation.
    static StaticCurve of(RateSurface surface, double target) {
        return of(surface, surface::interpolated, target);
    }

    private StaticCurve curve() {
        int columns = surface.first().length - 1;
        int rows = surface.second().length - 1;
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < rows; j++) {
                cell(i, j);
            }
        }
        List<Double> firstAlone = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            Edge edge = new Edge(i, 0, true);
            if (isCrossed(edge)) {
                firstAlone.add(crossing(edge).first());
            }
        }
        List<Double> secondAlone = new ArrayList<>();
        for (int j = 0; j < rows; j++) {
            Edge edge = new Edge(0, j, false);
            if (isCrossed(edge)) {
                secondAlone.add(crossing(edge).second());
            }
        }
        return new StaticCurve(branches(), firstAlone, secondAlone);
    }

    private boolean isReached(int i, int j) {
        return surface.rates()[i][j] <= target;
    }

    private boolean isCrossed(Edge edge) {
        int i = edge.alongFirst ? edge.i + 1 : edge.i;
        int j = edge.alongFirst ? edge.j : edge.j + 1;
        return isReached(edge.i, edge.j) != isReached(i, j);
    }

    private void cell(int i, int j) {
        List<Edge> crossed = new ArrayList<>();
        for (Edge edge :
                List.of(
                        new Edge(i, j, true),
                        new Edge(i + 1, j, false),
                        new Edge(i, j + 1, true),
                        new Edge(i, j, false))) {
            if (isCrossed(edge)) {
                crossed.add(edge);
            }
        }
        if (crossed.size() == 2) {
            join(crossed.get(0), crossed.get(1));
        } else if (crossed.size() == 4) {
            // edges in turn: below, right, above, left; the corner (i, j) lies between left and
            // below
            boolean middle =
                    rate.at(between(surface.first(), i, 0.5), between(surface.second(), j, 0.5))
                            <= target;
            int shift = middle == isReached(i, j) ? 0 : 3;
            join(crossed.get(shift), crossed.get((shift + 1) % 4));
            join(crossed.get((shift + 2) % 4), crossed.get((shift + 3) % 4));
        }
    }

    private void join(Edge one, Edge other) {
        neighbours.computeIfAbsent(one, edge -> new ArrayList<>()).add(other);
        neighbours.computeIfAbsent(other, edge -> new ArrayList<>()).add(one);
    }

    /// The level at a share of the way from a node to the next: by logarithm, by level from 0.
    private static double between(double[] levels, int k, double share) {
        return k == 0 ? share * levels[1] : levels[k] * Math.pow(levels[k + 1] / levels[k], share);
    }

    private StaticCurve.Point crossing(Edge edge) {
        return crossings.computeIfAbsent(edge, this::found);
    }

    private StaticCurve.Point found(Edge edge) {
        double[] levels = edge.alongFirst ? surface.first() : surface.second();
        int k = edge.alongFirst ? edge.i : edge.j;
        UnivariateFunction excess =
                share -> {
                    double level = between(levels, k, share);
                    return edge.alongFirst
                            ? rate.at(level, surface.second()[edge.j]) - target
                            : rate.at(surface.first()[edge.i], level) - target;
                };
        double share =
                new BracketingNthOrderBrentSolver(ACCURACY, 5)
                        .solve(MOST_EVALUATIONS, excess, 0, 1);
        double level = between(levels, k, share);
        return edge.alongFirst
                ? new StaticCurve.Point(level, surface.second()[edge.j])
                : new StaticCurve.Point(surface.first()[edge.i], level);
    }

    /// Follows the crossings from open ends first, then closed rings.
    private List<List<StaticCurve.Point>> branches() {
        Deque<Edge> starts = new ArrayDeque<>();
        List<Edge> all =
                neighbours.keySet().stream()
                        .sorted(
                                java.util.Comparator.comparingInt(Edge::i)
                                        .thenComparingInt(Edge::j)
                                        .thenComparing(Edge::alongFirst))
                        .toList();
        all.stream()
                .filter(edge -> neighbours.getOrDefault(edge, List.of()).size() == 1)
                .forEach(starts::add);
        starts.addAll(all);
        List<List<StaticCurve.Point>> branches = new ArrayList<>();
        Map<Edge, Boolean> seen = new HashMap<>();
        for (Edge start : starts) {
            if (!seen.containsKey(start)) {
                branches.add(branch(start, seen));
            }
        }
        return branches;
    }

    private List<StaticCurve.Point> branch(Edge start, Map<Edge, Boolean> seen) {
        List<StaticCurve.Point> points = new ArrayList<>();
        Edge at = start;
        boolean going = true;
        while (going) {
            seen.put(at, true);
            points.add(crossing(at));
            going = false;
            for (Edge next : neighbours.getOrDefault(at, List.of())) {
                if (!seen.containsKey(next)) {
                    at = next;
                    going = true;
                    break;
                }
            }
        }
        if (points.size() > 2 && neighbours.getOrDefault(at, List.of()).contains(start)) {
            points.add(points.getFirst());
        }
        return points;
    }
}
