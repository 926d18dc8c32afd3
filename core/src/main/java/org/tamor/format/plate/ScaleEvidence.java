package org.tamor.format.plate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.tamor.combination.ResponseScale;
import org.tamor.format.plate.DraftBlock.DraftWell;

/// What the numbers of one block, and the words of the file about them, say of their scale.
///
/// Three things are looked at: how large the numbers are (the 95th percentile of their absolute
/// values), where the untreated wells lie, and whether they rise or fall with the dose of each drug
/// alone.
final class ScaleEvidence {

    /// Above it a response is no fraction.
    private static final double LARGEST_FRACTION = 2.5;

    /// Below it a response is hardly given in percent.
    private static final double SMALLEST_PERCENT = 5;

    /// Above it a response is no percentage.
    private static final double LARGEST_PERCENT = 300;

    private final String words;
    private final double size;
    private final double control;
    private final List<Double> changes;
    private final List<Double> starts;

    private ScaleEvidence(
            String words, double size, double control, List<Double> changes, List<Double> starts) {
        this.words = words;
        this.size = size;
        this.control = control;
        this.changes = changes;
        this.starts = starts;
    }

    static ScaleEvidence of(DraftBlock block) {
        List<DraftWell> treated = block.treated();
        double[] sizes =
                treated.stream()
                        .mapToDouble(well -> Math.abs(well.measurement().response()))
                        .sorted()
                        .toArray();
        double size =
                sizes.length == 0 ? Double.NaN : sizes[(int) Math.ceil(0.95 * sizes.length) - 1];
        double control = mean(treated.stream().filter(DraftWell::isControl).toList());
        List<Double> changes = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        for (int drug = 0; drug < block.drugs().size(); drug++) {
            TreeMap<Double, List<DraftWell>> doses = new TreeMap<>();
            for (DraftWell well : treated) {
                if (well.drugsPresent() == 1 && well.doses()[drug] > 0) {
                    doses.computeIfAbsent(well.doses()[drug], key -> new ArrayList<>()).add(well);
                }
            }
            if (!doses.isEmpty() && (doses.size() > 1 || !Double.isNaN(control))) {
                double start =
                        Double.isNaN(control) ? mean(doses.firstEntry().getValue()) : control;
                starts.add(start);
                changes.add(mean(doses.lastEntry().getValue()) - start);
            }
        }
        String words = block.wells().getFirst().measurement().words().toLowerCase(Locale.ROOT);
        return new ScaleEvidence(words, size, control, changes, starts);
    }

    private static double mean(List<DraftWell> wells) {
        return wells.stream()
                .mapToDouble(well -> well.measurement().response())
                .average()
                .orElse(Double.NaN);
    }

    /// The scale, where the evidence leaves only one.
    Optional<ResponseScale> scale() {
        Optional<ResponseScale> named = named();
        if (named.isPresent()) {
            return named;
        }
        if (Double.isNaN(size)) {
            return Optional.empty();
        }
        if (size > LARGEST_PERCENT) {
            return direction() == 0 && !Double.isNaN(control) && control > 0
                    ? Optional.of(ResponseScale.RAW_SIGNAL)
                    : Optional.empty();
        }
        int direction = seen() == 0 ? direction() : seen();
        if (direction == 0 || direction() != 0 && direction != direction()) {
            return Optional.empty();
        }
        return ofDirection(direction);
    }

    private Optional<ResponseScale> ofDirection(int direction) {
        boolean percent = size >= SMALLEST_PERCENT || saysPercent();
        boolean fraction = size <= LARGEST_FRACTION;
        if (percent == fraction || saysPercent() && fraction || saysFraction() && percent) {
            return Optional.empty();
        }
        boolean small = fraction && !saysFraction() && (direction > 0 ? size < 0.3 : size < 0.5);
        if (small) {
            return Optional.empty();
        }
        if (direction > 0) {
            return Optional.of(
                    percent ? ResponseScale.INHIBITION_PERCENT : ResponseScale.INHIBITION);
        }
        return Optional.of(percent ? ResponseScale.VIABILITY_PERCENT : ResponseScale.VIABILITY);
    }

    /// A scale that the words alone name.
    private Optional<ResponseScale> named() {
        String plain = words.replaceAll("[^\\p{L}\\p{N}]", "");
        if (plain.equals("percentgrowth")) {
            return Optional.of(ResponseScale.GROWTH_PERCENT);
        }
        if (plain.equals("grvalue") || plain.equals("gr")) {
            return Optional.of(ResponseScale.GROWTH_RATE);
        }
        if (plain.equals("rate") || plain.equals("diprate")) {
            return Optional.of(ResponseScale.PROLIFERATION_RATE);
        }
        boolean raw =
                List.of(
                                "count",
                                "lumin",
                                "fluor",
                                "absorb",
                                "intensity",
                                "signal",
                                "readout",
                                "cells_per",
                                "raw")
                        .stream()
                        .anyMatch(words::contains);
        return raw ? Optional.of(ResponseScale.RAW_SIGNAL) : Optional.empty();
    }

    /// -1 where the words say that the response falls with effect, +1 where it rises, else 0.
    private int direction() {
        if (words.contains("viab")
                || words.contains("surviv")
                || words.contains("of_control")
                || words.contains("of control")) {
            return -1;
        }
        return words.contains("inhib") || words.contains("affected") || words.contains("kill")
                ? 1
                : 0;
    }

    private boolean saysPercent() {
        return words.contains("pct") || words.contains("percent") || words.contains("%");
    }

    private boolean saysFraction() {
        return words.contains("fraction");
    }

    /// -1 where the numbers start at no effect and fall with the dose, +1 where they rise, 0 where
    /// that is not clear.
    int seen() {
        double unit = size >= SMALLEST_PERCENT ? 100 : 1;
        double lowest = changes.stream().mapToDouble(change -> change / unit).min().orElse(0);
        double highest = changes.stream().mapToDouble(change -> change / unit).max().orElse(0);
        double start =
                starts.stream().mapToDouble(value -> value / unit).average().orElse(Double.NaN);
        boolean controlled = !Double.isNaN(control);
        double needed = controlled ? 0.15 : 0.3;
        boolean full = Math.abs(start - 1) <= 0.35;
        boolean none = Math.abs(start) <= 0.2;
        if (full && -lowest >= needed && highest < -lowest) {
            return -1;
        }
        if (none && highest >= needed && -lowest < highest) {
            return 1;
        }
        boolean flatAtFull = controlled && unit == 100 && full && highest < 0.15;
        return flatAtFull ? -1 : 0;
    }

    /// Whether the numbers can't be on the scale by their size.
    boolean contradicts(ResponseScale declared) {
        return switch (declared) {
            case VIABILITY, INHIBITION, GROWTH_RATE -> size > 10;
            case VIABILITY_PERCENT ->
                    !Double.isNaN(control) && Math.abs(control) <= 2 && size <= LARGEST_FRACTION
                            || size > 1e4;
            case INHIBITION_PERCENT, GROWTH_PERCENT -> size > 1e4;
            default -> false;
        };
    }

    /// Whether the numbers move with the dose against the scale.
    boolean movesAgainst(ResponseScale declared) {
        boolean directed =
                switch (declared) {
                    case VIABILITY, VIABILITY_PERCENT, INHIBITION, INHIBITION_PERCENT -> true;
                    default -> false;
                };
        return directed && seen() != 0 && seen() != declared.direction();
    }

    /// What was seen, in words.
    String described() {
        List<String> seen = new ArrayList<>();
        seen.add("95 % of the values are within ±" + shown(size));
        seen.add(
                Double.isNaN(control)
                        ? "there are no untreated wells"
                        : "untreated wells are at " + shown(control) + " on average");
        if (!changes.isEmpty()) {
            seen.add(
                    "from least to highest dose the single drugs change it by "
                            + String.join(
                                    ", ", changes.stream().map(ScaleEvidence::shown).toList()));
        }
        if (!words.isEmpty()) {
            seen.add("the file calls it '" + words + "'");
        }
        return String.join("; ", seen);
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%.3g", value);
    }
}
