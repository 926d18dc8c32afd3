package org.tamor.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.failure.Location;

/// A base experiment crossed with factors.
///
/// @param cells one for each combination of levels, the last factor varying fastest
public record Design(String id, String baseExperiment, List<Factor> factors, List<Cell> cells) {

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
    public record Level(String condition, String label, OptionalDouble dose, String unit, Location location) {}

    /// One combination of levels.
    ///
    /// @param experiment the id of the experiment that it became: `designId__label1__label2...`
    /// @param levels one for each factor, in their order
    public record Cell(String experiment, List<Level> levels) {
        public Cell {
            levels = List.copyOf(levels);
        }
    }

    /// The id of the experiment of a cell with these labels.
    public static String cellName(String designId, List<String> labels) {
        List<String> parts = new ArrayList<>(labels.size() + 1);
        parts.add(designId);
        parts.addAll(labels);
        return String.join("__", Collections.unmodifiableList(parts));
    }

    public Optional<Cell> cell(String experiment) {
        return cells.stream().filter(cell -> cell.experiment().equals(experiment)).findFirst();
    }
}
