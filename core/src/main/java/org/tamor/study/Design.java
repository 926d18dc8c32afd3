package org.tamor.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tamor.failure.Location;

/// A base experiment crossed with factors.
///
/// @param cells one for each combination of levels, the last factor varying fastest
public record Design(String id, String baseExperiment, List<Factor> factors, List<Cell> cells) {

    /// Between the parts of a cell's name.
    public static final String SEPARATOR = "__";

    /// Stands for every level of a factor.
    public static final String ANY = "*";

    public Design {
        factors = List.copyOf(factors);
        cells = List.copyOf(cells);
    }

    /// A condition of the base experiment and those that stand in its place.
    public record Factor(String condition, List<Level> levels) {
        public Factor {
            levels = List.copyOf(levels);
        }

        /// Whether every level has a dose.
        public boolean isDoseSeries() {
            return levels.stream().allMatch(level -> level.dose().isPresent());
        }
    }

    /// @param dose of the level; empty where the factor is not a dose
    /// @param unit of the dose; "" where the factor is not a dose
    public record Level(
            String condition, String label, OptionalDouble dose, String unit, Location location) {}

    /// One combination of levels.
    ///
    /// @param experiment the id of the experiment that it became: `designId__label1__label2...`
    /// @param levels one for each factor, in their order
    public record Cell(String experiment, List<Level> levels) {
        public Cell {
            levels = List.copyOf(levels);
        }

        private boolean matches(String[] labels) {
            for (int i = 0; i < labels.length; i++) {
                if (!labels[i].equals(ANY) && !labels[i].equals(levels.get(i).label())) {
                    return false;
                }
            }
            return true;
        }
    }

    /// The id of the experiment of a cell with these labels.
    public static String cellName(String designId, List<String> labels) {
        return designId + SEPARATOR + String.join(SEPARATOR, labels);
    }

    /// The cells whose names match a pattern: labels, or `*` for any, in the order of the factors.
    /// None where the pattern is not one of this design.
    public List<Cell> matching(String pattern) {
        if (!pattern.startsWith(id + SEPARATOR)) {
            return List.of();
        }
        String[] labels = pattern.substring(id.length() + SEPARATOR.length()).split(SEPARATOR, -1);
        return labels.length != factors.size()
                ? List.of()
                : cells.stream().filter(cell -> cell.matches(labels)).toList();
    }

    /// The indices of the factors that `*` stands for in a pattern of this design.
    public List<Integer> varied(String pattern) {
        String[] labels = pattern.substring(id.length() + SEPARATOR.length()).split(SEPARATOR, -1);
        return IntStream.range(0, labels.length)
                .filter(index -> labels[index].equals(ANY))
                .boxed()
                .toList();
    }

    public Optional<Cell> cell(String experiment) {
        return cells.stream().filter(cell -> cell.experiment().equals(experiment)).findFirst();
    }
}
