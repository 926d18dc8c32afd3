package org.tamor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Names units in a model's own words, such as `nM/hour`, and in SI units where that fails.
final class UnitNames {

    private static final List<String> COMMON =
            List.of("mole", "litre", "second", "metre", "item", "gram");

    private final Map<String, UnitValue> known = new LinkedHashMap<>();

    UnitNames(Model model) {
        for (UnitDefinition definition : model.unitDefinitions()) {
            Units.of(definition)
                    .filter(unit -> !unit.isOne())
                    .ifPresent(unit -> known.putIfAbsent(definition.id(), unit));
        }
        COMMON.forEach(name -> Units.base(name).ifPresent(unit -> known.putIfAbsent(name, unit)));
    }

    String describe(UnitValue unit) {
        if (unit.isOne()) {
            return "dimensionless";
        }
        return single(unit)
                .or(() -> quotient(unit))
                .or(() -> doubleQuotient(unit))
                .orElseGet(unit::toString);
    }

    private Optional<String> single(UnitValue unit) {
        for (Map.Entry<String, UnitValue> entry : known.entrySet()) {
            if (entry.getValue().isLike(unit)) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /// `1/u`, `u/v`, `1/(u v)` or `u v`, whichever is found first in this order.
    private Optional<String> quotient(UnitValue unit) {
        Optional<String> inverse = single(UnitValue.ONE.per(unit)).map(name -> "1/" + name);
        if (inverse.isPresent()) {
            return inverse;
        }
        for (Map.Entry<String, UnitValue> entry : known.entrySet()) {
            Optional<String> over = single(unit.times(entry.getValue()));
            if (over.isPresent()) {
                return Optional.of(over.get() + "/" + entry.getKey());
            }
        }
        for (Map.Entry<String, UnitValue> entry : known.entrySet()) {
            Optional<String> both = single(UnitValue.ONE.per(unit.times(entry.getValue())));
            if (both.isPresent()) {
                return Optional.of("1/(" + entry.getKey() + " " + both.get() + ")");
            }
        }
        for (Map.Entry<String, UnitValue> entry : known.entrySet()) {
            Optional<String> rest = single(unit.per(entry.getValue()));
            if (rest.isPresent()) {
                return Optional.of(entry.getKey() + " " + rest.get());
            }
        }
        return Optional.empty();
    }

    /// `u/v/w`, such as a concentration per time in a model that defines no unit of concentration.
    private Optional<String> doubleQuotient(UnitValue unit) {
        for (Map.Entry<String, UnitValue> first : known.entrySet()) {
            for (Map.Entry<String, UnitValue> second : known.entrySet()) {
                Optional<String> over =
                        single(unit.times(first.getValue()).times(second.getValue()));
                if (over.isPresent()) {
                    return Optional.of(over.get() + "/" + first.getKey() + "/" + second.getKey());
                }
            }
        }
        return Optional.empty();
    }
}
