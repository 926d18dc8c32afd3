package org.tamor.regimen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A unit of doses: a mass or an amount of substance, of the whole subject or for each kg or m2 of
/// it.
///
/// @param text as written
/// @param size in g or mol; 1 for units of nothing known
public record AmountUnit(String text, double size, Kind kind, Per per) {

    /// Units that nothing is known of, which turn into no others.
    public static final AmountUnit UNKNOWN = new AmountUnit("units", 1, Kind.UNKNOWN, Per.SUBJECT);

    /// What is counted.
    public enum Kind {
        MASS,
        SUBSTANCE,
        UNKNOWN
    }

    /// What an amount is divided by.
    public enum Per {
        SUBJECT,
        KILOGRAM,
        SQUARE_METRE
    }

    private static final Map<String, Double> MASSES =
            Map.of("kg", 1e3, "g", 1.0, "mg", 1e-3, "ug", 1e-6, "mcg", 1e-6, "ng", 1e-9);
    private static final Map<String, Double> SUBSTANCES =
            Map.of("mol", 1.0, "mmol", 1e-3, "umol", 1e-6, "nmol", 1e-9, "pmol", 1e-12);
    private static final Pattern FORM = Pattern.compile("([a-zµμ]+)(?:/(kg|m2|m²))?");

    /// What is understood, for messages.
    public static final String KNOWN =
            "kg, g, mg, ug, ng, mol, mmol, umol, nmol or pmol, alone or with /kg or /m2 (or units,"
                    + " which turn into no others)";

    /// The unit that a text stands for; empty where none.
    public static Optional<AmountUnit> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1).replace('µ', 'u').replace('μ', 'u');
        Kind kind = MASSES.containsKey(name) ? Kind.MASS : Kind.SUBSTANCE;
        Double size = (kind == Kind.MASS ? MASSES : SUBSTANCES).get(name);
        if (size == null) {
            return text.strip().equals(UNKNOWN.text()) ? Optional.of(UNKNOWN) : Optional.empty();
        }
        Per per =
                switch (matcher.group(2)) {
                    case null -> Per.SUBJECT;
                    case "kg" -> Per.KILOGRAM;
                    default -> Per.SQUARE_METRE;
                };
        return Optional.of(new AmountUnit(text.strip(), size, kind, per));
    }

    /// What else must be known to turn an amount in this unit into one in another; empty where
    /// nothing is missing.
    public List<String> missing(AmountUnit other, OptionalDouble molarMass, Subject subject) {
        List<String> missing = new ArrayList<>();
        if (kind != other.kind && (kind == Kind.UNKNOWN || other.kind == Kind.UNKNOWN)) {
            missing.add("the meaning of units, which only turn into themselves");
        } else if (kind != other.kind && molarMass.isEmpty()) {
            missing.add("the drug's molar_mass");
        }
        if (per != other.per) {
            boolean mass = per == Per.KILOGRAM || other.per == Per.KILOGRAM;
            boolean surface = per == Per.SQUARE_METRE || other.per == Per.SQUARE_METRE;
            if (mass && subject.mass().isEmpty()) {
                missing.add("the subject's mass");
            }
            if (surface && subject.surface().isEmpty()) {
                missing.add("the subject's surface");
            }
        }
        return missing;
    }

    /// Turns an amount in this unit into one in another; nothing must be [#missing].
    public double convert(
            double value, AmountUnit other, OptionalDouble molarMass, Subject subject) {
        double result = value;
        if (kind != other.kind) {
            double mass = molarMass.orElseThrow();
            result = kind == Kind.SUBSTANCE ? result * mass : result / mass;
        }
        if (per != other.per) {
            result = result * measure(per, subject) / measure(other.per, subject);
        }
        return size == other.size ? result : result * (size / other.size);
    }

    private static double measure(Per per, Subject subject) {
        return switch (per) {
            case SUBJECT -> 1;
            case KILOGRAM -> subject.mass().orElseThrow();
            case SQUARE_METRE -> subject.surface().orElseThrow();
        };
    }
}
