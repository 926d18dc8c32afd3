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

    /// How far noise brings a viability below 0, or an inhibition above all.
    private static final double LEAST_SURVIVAL = 0.25;

    /// Above it a response is no percentage.
    private static final double LARGEST_PERCENT = 300;

    private final String words;
    private final double size;
    private final double low;
    private final double high;
    private final double control;
    private final List<Double> changes;
    private final List<Double> starts;

    private ScaleEvidence(
            String words,
            double size,
            double low,
            double high,
            double control,
            List<Double> changes,
            List<Double> starts) {
        this.words = words;
        this.size = size;
        this.low = low;
        this.high = high;
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
        double[] values =
                treated.stream()
                        .mapToDouble(well -> well.measurement().response())
                        .sorted()
                        .toArray();
        double low = values.length == 0 ? Double.NaN : values[(int) (0.05 * values.length)];
        double high =
                values.length == 0 ? Double.NaN : values[(int) Math.ceil(0.95 * values.length) - 1];
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
        return new ScaleEvidence(words, size, low, high, control, changes, starts);
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
            return direction() <= 0 && !saysPercent() && !saysFraction() && control > 0 && !rises()
                    ? Optional.of(ResponseScale.RAW_SIGNAL)
                    : Optional.empty();
        }
        int direction = seen() == 0 ? direction() : seen();
        if (direction == 0 || direction() != 0 && direction != direction()) {
            return Optional.empty();
        }
        boolean ofGrowth = words.contains("growth") || words.contains("rate");
        return ofGrowth && direction() == 0 ? Optional.empty() : ofDirection(direction);
    }

    private Optional<ResponseScale> ofDirection(int direction) {
        boolean percent = size >= SMALLEST_PERCENT || saysPercent();
        boolean fraction = size <= LARGEST_FRACTION;
        if (percent == fraction || saysPercent() && fraction || saysFraction() && percent) {
            return Optional.empty();
        }
        boolean small = fraction && !saysFraction() && (direction > 0 ? size < 0.3 : size < 0.5);
        double unit = percent ? 100 : 1;
        if (small || beyondDeath(direction, unit)) {
            return Optional.empty();
        }
        if (direction > 0) {
            return Optional.of(
                    percent ? ResponseScale.INHIBITION_PERCENT : ResponseScale.INHIBITION);
        }
        return Optional.of(percent ? ResponseScale.VIABILITY_PERCENT : ResponseScale.VIABILITY);
    }

    /// Whether the numbers say that more than all cells died, as growth rates may.
    private boolean beyondDeath(int direction, double unit) {
        return direction < 0 ? low < -LEAST_SURVIVAL * unit : high > (1 + LEAST_SURVIVAL) * unit;
    }

    /// Whether a single drug raises the signal by more than any lowers it.
    private boolean rises() {
        double lowest = changes.stream().mapToDouble(change -> change / control).min().orElse(0);
        double highest = changes.stream().mapToDouble(change -> change / control).max().orElse(0);
        return highest > 0.3 && highest > -lowest;
    }

    /// A scale that the words alone name.
    private Optional<ResponseScale> named() {
        String plain = words.replaceAll("[^\\p{L}\\p{N}]", "");
        if (plain.equals("percentgrowth") || plain.equals("growthpercent")) {
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
        boolean relative =
                direction() != 0
                        || saysPercent()
                        || saysFraction()
                        || words.contains("norm")
                        || words.contains("relative")
                        || words.contains("ratio");
        return raw && !relative ? Optional.of(ResponseScale.RAW_SIGNAL) : Optional.empty();
    }

    /// -1 where the words say that the response falls with effect, +1 where it rises, else 0.
    private int direction() {
        if (words.contains("viab")
                || words.contains("surviv")
                || words.contains("of_control")
                || words.contains("of control")) {
            return -1;
        }
        return words.contains("inhib")
                        || words.contains("affected")
                        || words.contains("kill")
                        || words.contains("death")
                        || words.contains("cytotox")
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
        if (declared == ResponseScale.RAW_SIGNAL) {
            return rises();
        }
        boolean directed =
                switch (declared) {
                    case VIABILITY, VIABILITY_PERCENT, INHIBITION, INHIBITION_PERCENT -> true;
                    default -> false;
                };
        return directed && seen() != 0 && seen() != declared.direction();
    }

    /// Whether the size of the numbers is another scale's: fractions for percentages, or more than
    /// all cells dead.
    boolean looksOtherThan(ResponseScale declared) {
        boolean small = size <= 1.5 && !Double.isNaN(size);
        return switch (declared) {
            case VIABILITY -> beyondDeath(-1, 1);
            case VIABILITY_PERCENT -> small || beyondDeath(-1, 100);
            case INHIBITION -> beyondDeath(1, 1);
            case INHIBITION_PERCENT -> small || beyondDeath(1, 100);
            case GROWTH_PERCENT -> small;
            default -> false;
        };
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
