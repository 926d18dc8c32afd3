package org.tamor.tumour.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds by their names which arm is the control and which combine others.
public final class DesignDetection {

    private static final Set<String> CONTROLS =
            Set.of(
                    "vehicle",
                    "vehiclecontrol",
                    "control",
                    "controls",
                    "ctrl",
                    "ctl",
                    "con",
                    "untreated",
                    "notreatment",
                    "none",
                    "placebo",
                    "saline",
                    "pbs",
                    "dmso",
                    "mock",
                    "veh");
    private static final Set<String> COMBINATIONS =
            Set.of("combination", "combo", "comb", "both", "ab", "drugab", "combined");
    private static final Pattern PARTS =
            Pattern.compile("\\s*(?:\\+|/|&|;|,|\\band\\b|\\bplus\\b|\\bwith\\b)\\s*");

    private DesignDetection() {}

    /// The only arm whose name is that of a control.
    public static Optional<String> control(List<String> arms) {
        List<String> found = arms.stream().filter(arm -> CONTROLS.contains(plain(arm))).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// Every arm whose name joins those of other arms (`A + B`), with the control; of four arms one
    /// named `combination` joins the other two.
    public static List<Design> designs(List<String> arms, String control) {
        List<String> treated = arms.stream().filter(arm -> !arm.equals(control)).toList();
        List<Design> designs = new ArrayList<>();
        for (String arm : treated) {
            List<String> singles = new ArrayList<>();
            for (String part : PARTS.split(arm.strip())) {
                treated.stream()
                        .filter(other -> !other.equals(arm) && plain(other).equals(plain(part)))
                        .findFirst()
                        .ifPresent(singles::add);
            }
            int parts = PARTS.split(arm.strip()).length;
            if (parts > 1 && singles.size() == parts && new HashSet<>(singles).size() == parts) {
                designs.add(new Design(control, singles, arm));
            }
        }
        if (designs.isEmpty() && treated.size() == 3) {
            treated.stream()
                    .filter(arm -> COMBINATIONS.contains(plain(arm)))
                    .findFirst()
                    .ifPresent(
                            arm ->
                                    designs.add(
                                            new Design(
                                                    control,
                                                    treated.stream()
                                                            .filter(other -> !other.equals(arm))
                                                            .toList(),
                                                    arm)));
        }
        return designs;
    }

    /// A name without capitals, spaces, marks and doses (`Drug A 10 mg/kg`).
    static String plain(String name) {
        String lower =
                name.toLowerCase(Locale.ROOT).replaceAll("\\d+(\\.\\d+)?\\s*(mg|ug|g)(/kg)?", "");
        return String.join("", Arrays.asList(lower.split("[^\\p{L}\\p{N}]+")));
    }
}
