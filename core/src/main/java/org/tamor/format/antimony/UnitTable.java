package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixPrinter;
import org.tamor.expr.Operator;
import org.tamor.expr.Simplifier;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Model;
import org.tamor.model.UnitDefinition;
import org.tamor.model.UnitDefinition.UnitFactor;

/// The unit definitions of the flattened model.
///
/// A submodel's unit that equals the outer model's of the same name is that; else it gets the
/// submodel's prefix.
final class UnitTable {

    private static final Set<String> KINDS =
            Set.of(
                    "ampere",
                    "avogadro",
                    "becquerel",
                    "candela",
                    "coulomb",
                    "dimensionless",
                    "farad",
                    "gram",
                    "gray",
                    "henry",
                    "hertz",
                    "item",
                    "joule",
                    "katal",
                    "kelvin",
                    "kilogram",
                    "litre",
                    "lumen",
                    "lux",
                    "metre",
                    "mole",
                    "newton",
                    "ohm",
                    "pascal",
                    "radian",
                    "second",
                    "siemens",
                    "sievert",
                    "steradian",
                    "tesla",
                    "volt",
                    "watt",
                    "weber");
    static final Set<String> GLOBAL =
            Set.of("substance", "time_unit", "volume", "area", "length", "extent");

    private final Map<String, UnitDefinition> definitions = new LinkedHashMap<>();
    private final Map<Instance, Map<String, String>> ids = new HashMap<>();

    /// Defines the units of all instances, outer ones first.
    UnitTable(List<Instance> instances) {
        for (Instance instance : instances) {
            for (Statement.UnitDeclaration declaration : instance.units.values()) {
                define(declaration, instance);
            }
        }
    }

    private void define(Statement.UnitDeclaration declaration, Instance scope) {
        String name = declaration.name();
        List<UnitFactor> factors =
                declaration.definition().isEmpty()
                        ? List.of(new UnitFactor("dimensionless", 1, 0, 1))
                        : factors(
                                declaration.definition().get().expression(),
                                declaration.definition().get(),
                                scope,
                                new LinkedHashSet<>(Set.of(name)));
        UnitDefinition outer = definitions.get(name);
        String id = name;
        if (outer != null && !outer.factors().equals(factors)) {
            if (GLOBAL.contains(name)) {
                throw new BadInputException(
                        "antimony.unit",
                        declaration.at().withElement(name),
                        "the submodel "
                                + scope.source.name
                                + " measures "
                                + name
                                + " in another unit than the model that uses it; give both the same");
            }
            id = scope.prefix + name;
        }
        definitions.putIfAbsent(
                id, new UnitDefinition(id, scope.unitNames.getOrDefault(name, ""), factors));
        ids.computeIfAbsent(scope, _ -> new HashMap<>()).put(name, id);
    }

    List<UnitDefinition> definitions() {
        return List.copyOf(definitions.values());
    }

    Model.ModelUnits modelUnits() {
        String substance = global("substance");
        String extent = global("extent");
        return new Model.ModelUnits(
                substance,
                global("time_unit"),
                global("volume"),
                global("area"),
                global("length"),
                extent.isEmpty() ? substance : extent);
    }

    private String global(String name) {
        return definitions.containsKey(name) ? name : "";
    }

    /// The id of a unit formula such as `nM` or `mole / litre`; formulas get a definition of their
    /// own.
    String id(Formula formula, Instance scope) {
        if (formula.expression() instanceof Expression.Symbol(String name)) {
            return id(name, formula.at(), scope);
        }
        List<UnitFactor> factors =
                factors(formula.expression(), formula, scope, new LinkedHashSet<>());
        for (UnitDefinition definition : definitions.values()) {
            if (definition.factors().equals(factors)) {
                return definition.id();
            }
        }
        String id =
                "unit_"
                        + InfixPrinter.print(formula.expression())
                                .replace("/", "_per_")
                                .replaceAll("[^A-Za-z0-9_]+", "_");
        while (definitions.containsKey(id)) {
            id += "_";
        }
        definitions.put(id, new UnitDefinition(id, "", factors));
        return id;
    }

    String id(String name, Location at, Instance scope) {
        String own = ids.getOrDefault(scope, Map.of()).get(name);
        if (own != null) {
            return own;
        }
        return kind(name).orElseThrow(() -> unknown(name, at));
    }

    /// Whether a unit is the model's unit of substance by the unit of a volume (its own, else the
    /// model's).
    boolean isConcentration(String unit, String volume) {
        String perVolume = volume.isEmpty() ? global("volume") : volume;
        if (unit.isEmpty() || !definitions.containsKey("substance") || perVolume.isEmpty()) {
            return false;
        }
        Map<String, Double> exponents = new HashMap<>();
        double scale =
                reduce(unit, 1, exponents)
                        * reduce("substance", -1, exponents)
                        * reduce(perVolume, 1, exponents);
        return exponents.values().stream().allMatch(e -> e == 0) && Math.abs(scale - 1) < 1e-9;
    }

    /// Adds the exponents of a unit's kinds and returns its multiplier.
    private double reduce(String unit, int sign, Map<String, Double> exponents) {
        UnitDefinition definition = definitions.get(unit);
        List<UnitFactor> factors =
                definition == null ? List.of(new UnitFactor(unit, 1, 0, 1)) : definition.factors();
        double scale = 1;
        for (UnitFactor factor : factors) {
            if (!factor.kind().equals("dimensionless")) {
                exponents.merge(factor.kind(), sign * factor.exponent(), Double::sum);
            }
            scale *= Math.pow(factor.multiplier(), sign * factor.exponent());
        }
        return scale;
    }

    private static Optional<String> kind(String name) {
        String singular =
                name.endsWith("s") && !KINDS.contains(name)
                        ? name.substring(0, name.length() - 1)
                        : name;
        String kind =
                switch (singular) {
                    case "liter" -> "litre";
                    case "meter" -> "metre";
                    case "hour", "minute" -> "";
                    default -> singular;
                };
        return KINDS.contains(kind) ? Optional.of(kind) : Optional.empty();
    }

    private static BadInputException unknown(String name, Location at) {
        return new BadInputException(
                "antimony.unit",
                at.withElement(name),
                "the unit "
                        + name
                        + " is not defined; add 'unit "
                        + name
                        + " = ...', or use a unit that is");
    }

    private List<UnitFactor> factors(
            Expression expression, Formula source, Instance scope, Set<String> open) {
        return switch (expression) {
            case Expression.Constant c -> {
                List<UnitFactor> factors =
                        c.unit().isEmpty()
                                ? List.of()
                                : factors(new Expression.Symbol(c.unit()), source, scope, open);
                yield multiplied(factors, c.value());
            }
            case Expression.Symbol(String name) -> named(name, source, scope, open);
            case Expression.Time _ -> named("time", source, scope, open);
            case Expression.Apply a when a.operator() == Operator.TIMES -> {
                List<UnitFactor> product = new ArrayList<>();
                a.arguments().forEach(part -> product.addAll(factors(part, source, scope, open)));
                yield tidy(product);
            }
            case Expression.Apply a when a.operator() == Operator.DIVIDE -> {
                List<UnitFactor> quotient =
                        new ArrayList<>(factors(a.argument(0), source, scope, open));
                quotient.addAll(power(factors(a.argument(1), source, scope, open), -1));
                yield tidy(quotient);
            }
            case Expression.Apply a
                    when a.operator() == Operator.POWER
                            && Simplifier.simplify(a.argument(1))
                                    instanceof Expression.Constant n ->
                    tidy(power(factors(a.argument(0), source, scope, open), n.value()));
            default ->
                    throw new BadInputException(
                            "antimony.unit",
                            source.at(),
                            "a unit is made of numbers and units with * / and ^; correct it");
        };
    }

    private List<UnitFactor> named(String name, Formula source, Instance scope, Set<String> open) {
        Statement.UnitDeclaration declaration = scope.units.get(name);
        if (declaration == null || (open.contains(name) && kind(name).isPresent())) {
            String kind = kind(name).orElseThrow(() -> unknown(name, source.placeOf(name)));
            return List.of(new UnitFactor(kind, 1, 0, 1));
        }
        if (!open.add(name)) {
            throw new BadInputException(
                    "antimony.unit",
                    declaration.at().withElement(name),
                    "the unit " + name + " is defined by itself; define it by other units");
        }
        List<UnitFactor> factors =
                declaration.definition().isEmpty()
                        ? List.of(new UnitFactor("dimensionless", 1, 0, 1))
                        : factors(
                                declaration.definition().get().expression(),
                                declaration.definition().get(),
                                scope,
                                open);
        open.remove(name);
        return factors;
    }

    private static List<UnitFactor> multiplied(List<UnitFactor> factors, double number) {
        List<UnitFactor> result = new ArrayList<>(factors);
        if (!factors.isEmpty() && factors.getFirst().exponent() == 1) {
            UnitFactor first = factors.getFirst();
            result.set(0, new UnitFactor(first.kind(), 1, 0, first.multiplier() * number));
        } else {
            result.addFirst(new UnitFactor("dimensionless", 1, 0, number));
        }
        return result;
    }

    private static List<UnitFactor> power(List<UnitFactor> factors, double exponent) {
        return factors.stream()
                .map(f ->
                        new UnitFactor(
                                f.kind(), f.exponent() * exponent, f.scale(), f.multiplier()))
                .toList();
    }

    /// Drops the factor 1, unless it is all there is.
    private static List<UnitFactor> tidy(List<UnitFactor> factors) {
        List<UnitFactor> kept =
                factors.stream()
                        .filter(f -> !f.kind().equals("dimensionless") || f.multiplier() != 1)
                        .toList();
        return kept.isEmpty() ? List.of(new UnitFactor("dimensionless", 1, 0, 1)) : kept;
    }
}
