package org.tamor.report.figure.combination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.inference.CellScore;
import org.tamor.combination.inference.SynergyTest;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.Words;

/// The matrix of a block of two drugs, in percent of the control where the scale is a fraction.
///
/// @param first tested doses of drug 1, 0 included where measured
/// @param response `[second][first]`, NaN where nothing was measured
/// @param excess of the primary reference, likewise, NaN on the margins
/// @param adjusted probabilities of single combinations, NaN where none was computed
record CombinationGrid(
        List<Drug> drugs,
        double[] first,
        double[] second,
        double[][] response,
        double[][] excess,
        double[][] adjusted,
        String unit) {

    static CombinationGrid of(CombinationAnalysis analysis) {
        TreeSet<Double> columns = new TreeSet<>();
        TreeSet<Double> rows = new TreeSet<>();
        List<DoseCell> cells = analysis.block().data().cells();
        for (DoseCell cell : cells) {
            columns.add(cell.dose(0));
            rows.add(cell.dose(1));
        }
        double[] first = columns.stream().mapToDouble(Double::doubleValue).toArray();
        double[] second = rows.stream().mapToDouble(Double::doubleValue).toArray();
        CombinationGrid grid =
                new CombinationGrid(
                        analysis.block().data().drugs(),
                        first,
                        second,
                        empty(first, second),
                        empty(first, second),
                        empty(first, second),
                        unitOf(analysis.block().data().scale()));
        double factor = 100 / analysis.unit();
        for (DoseCell cell : cells) {
            grid.put(grid.response, cell.doses(), factor * cell.mean());
        }
        for (CellScore cell : analysis.primaryScore().table().cells()) {
            grid.put(grid.excess, cell.doses(), factor * cell.excess().value());
        }
        Optional<SynergyTest> test = analysis.inference();
        test.ifPresent(
                found ->
                        found.cells()
                                .forEach(
                                        cell ->
                                                grid.put(
                                                        grid.adjusted,
                                                        cell.doses(),
                                                        cell.probability())));
        return grid;
    }

    /// What hundredths of the canonical response are called.
    static String unitOf(ResponseScale scale) {
        return switch (scale) {
            case GROWTH_RATE -> "GR \u00d7 100";
            case GROWTH_PERCENT -> "growth percent";
            case PROLIFERATION_RATE -> "DIP rate \u00d7 100";
            case LOG_FOLD -> "log fold \u00d7 100";
            default -> "% of control";
        };
    }

    private static double[][] empty(double[] first, double[] second) {
        double[][] matrix = new double[second.length][first.length];
        for (double[] row : matrix) {
            Arrays.fill(row, Double.NaN);
        }
        return matrix;
    }

    private void put(double[][] matrix, double[] doses, double value) {
        matrix[Arrays.binarySearch(second, doses[1])][Arrays.binarySearch(first, doses[0])] = value;
    }

    /// `tamoxifen (uM)`.
    String name(int drug) {
        String unitName = Words.prose(drugs.get(drug).unit());
        return drugs.get(drug).name() + (unitName.isEmpty() ? "" : " (" + unitName + ")");
    }

    /// How far the name of the upright axis stands from it, so that it clears the labels.
    int nameGap() {
        return 22 + 7 * labels(second).stream().mapToInt(String::length).max().orElse(0);
    }

    static List<String> labels(double[] doses) {
        List<String> labels = new ArrayList<>();
        for (double dose : doses) {
            labels.add(dose == 0 ? "none" : Numbers.text(dose));
        }
        return labels;
    }

    /// Which doses of drug 1 were given in a combination.
    int[] mixedColumns() {
        return IntStream.range(0, first.length)
                .filter(
                        x ->
                                first[x] > 0
                                        && IntStream.range(0, second.length)
                                                .anyMatch(y -> isMixed(y, x)))
                .toArray();
    }

    /// Which doses of drug 2 were given in a combination.
    int[] mixedRows() {
        return IntStream.range(0, second.length)
                .filter(
                        y ->
                                second[y] > 0
                                        && IntStream.range(0, first.length)
                                                .anyMatch(x -> isMixed(y, x)))
                .toArray();
    }

    private boolean isMixed(int row, int column) {
        return first[column] > 0 && second[row] > 0 && !Double.isNaN(response[row][column]);
    }

    /// The limit of a colour scale that holds all excesses, a multiple of 5.
    static double excessLimit(List<CombinationGrid> grids) {
        double most = 10;
        for (CombinationGrid grid : grids) {
            for (double[] row : grid.excess) {
                for (double value : row) {
                    most = Double.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
                }
            }
        }
        return 5 * Math.ceil(most / 5);
    }
}
