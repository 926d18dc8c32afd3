package org.tamor.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Short ways to write JSON objects and arrays of numbers.
public final class Json {

    private Json() {}

    /// A JSON object, its members in the order in which they were given.
    public static final class JsonObject extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;

        public JsonObject with(String key, Object value) {
            put(key, value);
            return this;
        }
    }

    /// An object of keys and values in turn.
    public static JsonObject object(Object... keysAndValues) {
        JsonObject object = new JsonObject();
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    /// The points `[x, y]`, to five significant digits.
    public static List<Object> points(double[] x, double[] y) {
        List<Object> points = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            points.add(List.of(Numbers.round(x[i], 5), Numbers.round(y[i], 5)));
        }
        return points;
    }
}
