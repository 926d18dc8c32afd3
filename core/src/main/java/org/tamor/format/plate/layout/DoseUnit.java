package org.tamor.format.plate.layout;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// Units of doses.
public final class DoseUnit {

    /// Powers of ten of the molar units.
    private static final Map<String, Integer> MOLAR =
            Map.of("fM", -15, "pM", -12, "nM", -9, "uM", -6, "mM", -3, "M", 0);

    private static final Map<String, String> SPELLINGS =
            Map.ofEntries(
                    Map.entry("fm", "fM"),
                    Map.entry("pm", "pM"),
                    Map.entry("nm", "nM"),
                    Map.entry("nmol/l", "nM"),
                    Map.entry("nanomolar", "nM"),
                    Map.entry("um", "uM"),
                    Map.entry("umol/l", "uM"),
                    Map.entry("micromolar", "uM"),
                    Map.entry("mm", "mM"),
                    Map.entry("mmol/l", "mM"),
                    Map.entry("millimolar", "mM"),
                    Map.entry("mol/l", "M"),
                    Map.entry("molar", "M"),
                    Map.entry("ug/ml", "ug/ml"),
                    Map.entry("ng/ml", "ng/ml"),
                    Map.entry("mg/ml", "mg/ml"),
                    Map.entry("ug_per_ml", "ug/ml"),
                    Map.entry("ng_per_ml", "ng/ml"),
                    Map.entry("mg_per_ml", "mg/ml"),
                    Map.entry("mg/kg", "mg/kg"));

    private DoseUnit() {}

    /// The usual spelling of a unit: `uM` for `µM`, `μM`, `um`; what is not known stays as it is.
    public static String normalise(String text) {
        String plain = text.strip().replace('µ', 'u').replace('μ', 'u');
        return plain.equals("M")
                ? plain
                : SPELLINGS.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
    }

    /// Whether the unit is one of those that Tamor knows.
    public static boolean isKnown(String text) {
        String unit = normalise(text);
        return MOLAR.containsKey(unit) || SPELLINGS.containsValue(unit);
    }

    /// A dose in another molar unit; empty where it can't be converted.
    public static OptionalDouble convert(double amount, String from, String to) {
        Integer power = MOLAR.get(from);
        Integer target = MOLAR.get(to);
        if (power == null || target == null) {
            return OptionalDouble.empty();
        }
        int shift = power - target;
        double factor = Math.pow(10, Math.abs(shift));
        return OptionalDouble.of(shift >= 0 ? amount * factor : amount / factor);
    }
}
