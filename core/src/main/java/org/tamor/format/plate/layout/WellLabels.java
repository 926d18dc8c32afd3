package org.tamor.format.plate.layout;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.combination.WellRole;

/// What people write for wells that hold no drug under study.
public final class WellLabels {

    /// What a recipe may say that a label means.
    public static final java.util.List<String> NAMES =
            java.util.List.of("untreated", "treated", "positive", "blank", "time-zero", "unused");

    private static final Set<String> NO_DRUG =
            Set.of(
                    "",
                    "-",
                    "--",
                    "na",
                    "n/a",
                    "nan",
                    "none",
                    "null",
                    "no drug",
                    "nodrug",
                    "0",
                    "control",
                    "ctrl",
                    "untreated",
                    "untrt",
                    "vehicle",
                    "dmso",
                    "negative control",
                    "neg",
                    "negative",
                    "medium",
                    "media control",
                    "solvent");

    private static final Map<String, WellRole> ROLES =
            Map.ofEntries(
                    Map.entry("positive control", WellRole.POSITIVE_CONTROL),
                    Map.entry("positive", WellRole.POSITIVE_CONTROL),
                    Map.entry("pos", WellRole.POSITIVE_CONTROL),
                    Map.entry("kill", WellRole.POSITIVE_CONTROL),
                    Map.entry("kill control", WellRole.POSITIVE_CONTROL),
                    Map.entry("blank", WellRole.BLANK),
                    Map.entry("background", WellRole.BLANK),
                    Map.entry("no cells", WellRole.BLANK),
                    Map.entry("time-zero", WellRole.TIME_ZERO),
                    Map.entry("time zero", WellRole.TIME_ZERO),
                    Map.entry("time0", WellRole.TIME_ZERO),
                    Map.entry("t0", WellRole.TIME_ZERO),
                    Map.entry("day0", WellRole.TIME_ZERO));

    private static final Set<String> UNUSED = Set.of("unused", "un-used", "empty", "not used");
    private static final Set<String> TREATED =
            Set.of("treated", "sample", "test", "compound", "drug", "treatment");

    /// What a label says of a well: what it is for, and whether it is used at all.
    record Meaning(WellRole role, boolean used) {}

    private final Map<String, String> declared;

    /// @param declared labels of a recipe and what they mean
    WellLabels(Map<String, String> declared) {
        this.declared = declared;
    }

    /// Whether a text in the place of a drug says that there is none.
    boolean isNoDrug(String label) {
        return meaning(label).isPresent();
    }

    /// The meaning of a label; empty where it is not one of a well without drug.
    Optional<Meaning> meaning(String label) {
        String role = declared.get(label);
        if (role != null) {
            return Optional.of(ofDeclared(role));
        }
        String word = label.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
        if (UNUSED.contains(word)) {
            return Optional.of(new Meaning(WellRole.TREATED, false));
        }
        if (NO_DRUG.contains(word)) {
            return Optional.of(new Meaning(WellRole.TREATED, true));
        }
        return Optional.ofNullable(ROLES.get(word)).map(found -> new Meaning(found, true));
    }

    /// The meaning of a label in a column or grid of roles.
    Optional<Meaning> roleOf(String label) {
        String word = label.toLowerCase(Locale.ROOT).strip();
        return TREATED.contains(word)
                ? Optional.of(new Meaning(WellRole.TREATED, true))
                : meaning(label);
    }

    private static Meaning ofDeclared(String role) {
        return switch (role) {
            case "positive" -> new Meaning(WellRole.POSITIVE_CONTROL, true);
            case "blank" -> new Meaning(WellRole.BLANK, true);
            case "time-zero" -> new Meaning(WellRole.TIME_ZERO, true);
            case "unused" -> new Meaning(WellRole.TREATED, false);
            default -> new Meaning(WellRole.TREATED, true);
        };
    }
}
