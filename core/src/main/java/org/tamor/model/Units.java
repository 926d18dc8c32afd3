package org.tamor.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.UnitDefinition.UnitFactor;

/// What units mean: SBML's base units, a model's unit definitions, and the units in which people
/// write doses.
public final class Units {

    private static final String EXAMPLES =
            "M, mM, uM, nM, pM, g/L, ug/mL, ng/mL, mg/kg, s, min, h, d";

    private static final Map<String, UnitValue> BASE = new TreeMap<>();
    private static final Map<String, UnitValue> WRITTEN = new TreeMap<>();

    static {
        base("dimensionless", 1, Dimension.NONE);
        base("radian", 1, Dimension.NONE);
        base("steradian", 1, Dimension.NONE);
        base("avogadro", 6.02214179e23, Dimension.NONE);
        base("item", 1, new Dimension(0, 0, 0, 0, 0, 0, 0, 1));
        base("metre", 1, new Dimension(1, 0, 0, 0, 0, 0, 0, 0));
        base("litre", 1e-3, new Dimension(3, 0, 0, 0, 0, 0, 0, 0));
        base("kilogram", 1, new Dimension(0, 1, 0, 0, 0, 0, 0, 0));
        base("gram", 1e-3, new Dimension(0, 1, 0, 0, 0, 0, 0, 0));
        base("second", 1, new Dimension(0, 0, 1, 0, 0, 0, 0, 0));
        base("ampere", 1, new Dimension(0, 0, 0, 1, 0, 0, 0, 0));
        base("kelvin", 1, new Dimension(0, 0, 0, 0, 1, 0, 0, 0));
        base("mole", 1, new Dimension(0, 0, 0, 0, 0, 1, 0, 0));
        base("candela", 1, new Dimension(0, 0, 0, 0, 0, 0, 1, 0));
        base("lumen", 1, new Dimension(0, 0, 0, 0, 0, 0, 1, 0));
        base("lux", 1, new Dimension(-2, 0, 0, 0, 0, 0, 1, 0));
        base("hertz", 1, new Dimension(0, 0, -1, 0, 0, 0, 0, 0));
        base("becquerel", 1, new Dimension(0, 0, -1, 0, 0, 0, 0, 0));
        base("katal", 1, new Dimension(0, 0, -1, 0, 0, 1, 0, 0));
        base("gray", 1, new Dimension(2, 0, -2, 0, 0, 0, 0, 0));
        base("sievert", 1, new Dimension(2, 0, -2, 0, 0, 0, 0, 0));
        base("newton", 1, new Dimension(1, 1, -2, 0, 0, 0, 0, 0));
        base("pascal", 1, new Dimension(-1, 1, -2, 0, 0, 0, 0, 0));
        base("joule", 1, new Dimension(2, 1, -2, 0, 0, 0, 0, 0));
        base("watt", 1, new Dimension(2, 1, -3, 0, 0, 0, 0, 0));
        base("coulomb", 1, new Dimension(0, 0, 1, 1, 0, 0, 0, 0));
        base("volt", 1, new Dimension(2, 1, -3, -1, 0, 0, 0, 0));
        base("ohm", 1, new Dimension(2, 1, -3, -2, 0, 0, 0, 0));
        base("siemens", 1, new Dimension(-2, -1, 3, 2, 0, 0, 0, 0));
        base("farad", 1, new Dimension(-2, -1, 4, 2, 0, 0, 0, 0));
        base("weber", 1, new Dimension(2, 1, -2, -1, 0, 0, 0, 0));
        base("henry", 1, new Dimension(2, 1, -2, -2, 0, 0, 0, 0));
        base("tesla", 1, new Dimension(0, 1, -2, -1, 0, 0, 0, 0));

        UnitValue molar = known("mole").per(known("litre"));
        UnitValue gramPerLitre = known("gram").per(known("litre"));
        UnitValue gramPerGram = known("gram").per(known("gram"));
        Map<String, Double> prefixes =
                Map.of("", 1.0, "m", 1e-3, "u", 1e-6, "n", 1e-9, "p", 1e-12, "f", 1e-15);
        prefixes.forEach((prefix, factor) -> {
            written(prefix + "M", factor, molar);
            written(prefix + "mol/L", factor, molar);
            written(prefix + "g/L", factor, gramPerLitre);
            written(prefix + "g/mL", factor * 1e3, gramPerLitre);
            written(prefix + "g/kg", factor * 1e-3, gramPerGram);
        });
        written("s", 1, known("second"));
        written("min", 60, known("second"));
        written("h", 3600, known("second"));
        written("d", 86_400, known("second"));
    }

    private Units() {}

    private static void base(String kind, double factor, Dimension dimension) {
        BASE.put(kind, new UnitValue(factor, dimension));
    }

    private static UnitValue known(String kind) {
        return base(kind).orElseThrow();
    }

    private static void written(String name, double factor, UnitValue unit) {
        WRITTEN.put(name, new UnitValue(factor * unit.factor(), unit.dimension()));
    }

    /// An SBML base unit, such as `mole` or `litre`.
    public static Optional<UnitValue> base(String kind) {
        return Optional.ofNullable(BASE.get(kind));
    }

    /// The meaning of a unit id in a model: a unit definition or else a base unit.
    public static Optional<UnitValue> of(String unit, ModelIndex index) {
        Optional<UnitDefinition> definition = index.unitDefinition(unit);
        return definition.isPresent() ? of(definition.get()) : base(unit);
    }

    /// The meaning of a unit definition; absent where it uses a kind that SBML does not know.
    public static Optional<UnitValue> of(UnitDefinition definition) {
        UnitValue product = UnitValue.ONE;
        for (UnitFactor factor : definition.factors()) {
            Optional<UnitValue> kind = base(factor.kind());
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            double multiple = factor.multiplier() * Math.pow(10, factor.scale());
            UnitValue unit = new UnitValue(multiple * kind.get().factor(), kind.get().dimension());
            product = product.times(unit.power(factor.exponent()));
        }
        return Optional.of(product);
    }

    /// The factor by which a number in one written unit becomes a number in another.
    ///
    /// Known are concentrations (M, mM, uM or µM, nM, pM, fM; mol/L and g/L, g/mL with such
    /// prefixes), doses per body mass (mg/kg and the like) and times (s, min, h, d).
    ///
    /// @throws BadInputException for an unknown unit, and for two units that measure different
    ///   things
    public static double conversion(String from, String to) {
        return conversion(from, to, Location.UNKNOWN);
    }

    /// As [#conversion(String, String)], for units written at a place of an input.
    public static double conversion(String from, String to, Location where) {
        UnitValue source = written(from, where);
        UnitValue target = written(to, where);
        if (source.dimension().isLike(target.dimension())) {
            // Quotients of powers of ten come out exact after rounding to 15 digits.
            double ratio = source.factor() / target.factor();
            return new BigDecimal(ratio).round(new MathContext(15)).doubleValue();
        }
        boolean mass = source.dimension().mass() != 0 || target.dimension().mass() != 0;
        boolean substance =
                source.dimension().substance() != 0 || target.dimension().substance() != 0;
        if (mass && substance) {
            throw new BadInputException(
                    "unit.molar-mass",
                    where,
                    "'"
                            + from
                            + "' and '"
                            + to
                            + "' can be converted only with a molar mass; write the dose in "
                            + (source.dimension().mass() == 0 ? from : to));
        }
        throw new BadInputException(
                "unit.mismatch",
                where,
                "'"
                        + from
                        + "' cannot stand where '"
                        + to
                        + "' is expected: they measure different things; use a unit"
                        + " like '"
                        + to
                        + "'");
    }

    private static UnitValue written(String unit, Location where) {
        String plain =
                unit.strip()
                        .replace('\u00B5', 'u')
                        .replace('\u03BC', 'u')
                        .replace("/l", "/L")
                        .replace("/ml", "/mL");
        UnitValue value = WRITTEN.get(plain);
        if (value == null) {
            throw new BadInputException(
                    "unit.unknown",
                    where,
                    "unit '" + unit + "' is unknown; use one of " + EXAMPLES);
        }
        return value;
    }
}
