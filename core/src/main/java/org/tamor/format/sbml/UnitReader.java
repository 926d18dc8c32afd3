package org.tamor.format.sbml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.model.Compartment;
import org.tamor.model.Model.ModelUnits;
import org.tamor.model.UnitDefinition;
import org.tamor.model.UnitDefinition.UnitFactor;

/// Reads unit definitions and references to units.
///
/// Levels 1 and 2 have model-wide units under the fixed names `substance`, `time`, `volume`, `area`
/// and `length`, which a model may redefine and which are mole, second, litre, square metre and
/// metre where it does not.
final class UnitReader {

    private static final String AREA = "area";

    private final ReadContext context;
    private final XmlCursor cursor;
    private final List<UnitDefinition> definitions = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private ModelUnits modelUnits = ModelUnits.NONE;
    private boolean areaUsed;

    UnitReader(ReadContext context) {
        this.context = context;
        this.cursor = context.cursor();
    }

    /// Reads the model-wide units from the attributes of the `model` element.
    void readModelUnits() {
        if (context.level() >= 3) {
            modelUnits =
                    new ModelUnits(
                            cursor.attribute("substanceUnits").orElse(""),
                            cursor.attribute("timeUnits").orElse(""),
                            cursor.attribute("volumeUnits").orElse(""),
                            cursor.attribute("areaUnits").orElse(""),
                            cursor.attribute("lengthUnits").orElse(""),
                            cursor.attribute("extentUnits").orElse(""));
        }
    }

    void readDefinition() {
        String id = context.localId(ids);
        String name = context.name();
        List<UnitFactor> factors = new ArrayList<>();
        context.content(
                Optional.empty(),
                child -> {
                    if (!child.equals("listOfUnits")) {
                        throw cursor.unexpected();
                    }
                    context.list(item -> factors.add(factor()), "unit");
                });
        definitions.add(new UnitDefinition(id, name, factors));
    }

    private UnitFactor factor() {
        String kind = modernSpelling(cursor.required("kind"));
        double exponent = context.number("exponent", 1);
        String scale = cursor.attribute("scale").orElse("");
        if (scale.isEmpty() && context.level() >= 3) {
            throw cursor.missing("scale");
        }
        double multiplier = context.number("multiplier", 1);
        OptionalDouble offset = cursor.number("offset");
        if (context.level() == 2 && offset.isPresent() && offset.getAsDouble() != 0) {
            throw cursor.fail(
                    "sbml.unit-offset",
                    "a unit has an offset, which SBML gave up after Level 2 Version 1; use kelvin");
        }
        int power = scale.isEmpty() ? 0 : cursor.integer(scale, "attribute 'scale'");
        context.noContent(Optional.empty());
        return new UnitFactor(kind, exponent, power, multiplier);
    }

    /// The unit that an attribute of the present element names; "" where there is none.
    String reference(String attribute) {
        String unit = cursor.attribute(attribute).orElse("");
        if (context.level() >= 3 || ids.contains(unit)) {
            return unit;
        }
        areaUsed |= unit.equals(AREA);
        return switch (unit) {
            case "substance" -> "mole";
            case "volume" -> "litre";
            case "time" -> "second";
            case "length" -> "metre";
            default -> modernSpelling(unit);
        };
    }

    /// The model-wide units, once everything else has been read.
    ModelUnits modelUnits(List<Compartment> compartments) {
        if (context.level() >= 3) {
            return modelUnits;
        }
        boolean surfaces =
                compartments.stream().anyMatch(c -> c.dimensions() == 2 && c.unit().isEmpty());
        if ((surfaces || areaUsed) && ids.add(AREA)) {
            definitions.add(
                    new UnitDefinition(AREA, "", List.of(new UnitFactor("metre", 2, 0, 1))));
        }
        String substance = builtIn("substance", "mole");
        return new ModelUnits(
                substance,
                builtIn("time", "second"),
                builtIn("volume", "litre"),
                ids.contains(AREA) ? AREA : "",
                builtIn("length", "metre"),
                substance);
    }

    List<UnitDefinition> definitions() {
        return definitions;
    }

    private String builtIn(String name, String unit) {
        return ids.contains(name) ? name : unit;
    }

    private String modernSpelling(String kind) {
        if (context.level() == 1 || context.level() == 2 && context.version() == 1) {
            return switch (kind) {
                case "meter" -> "metre";
                case "liter" -> "litre";
                default -> kind;
            };
        }
        return kind;
    }
}
