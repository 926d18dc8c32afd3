package org.tamor.format.antimony;

import java.util.Map;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;

/// A formula as written in a module.
///
/// @param places where each name in it is first written
record Formula(Expression expression, Location at, Map<String, Location> places) {

    Formula {
        places = Map.copyOf(places);
    }

    Location placeOf(String name) {
        return places.getOrDefault(name, at);
    }
}
