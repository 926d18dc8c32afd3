package org.tamor.format.sedml;

import java.util.Map;
import org.tamor.failure.Location;

/// What an experiment refers to: a place in a model as an XPath, or `#id` for something of the
/// document itself.
///
/// @param path as written; "" where only a symbol is given
/// @param prefixes the namespaces of the prefixes in the path that the document declares
public record Target(String path, Map<String, String> prefixes, Location where) {

    public Target {
        prefixes = Map.copyOf(prefixes);
    }

    /// Whether this names an element of the document itself.
    public boolean isReference() {
        return path.startsWith("#");
    }

    /// The id that a reference names.
    public String reference() {
        return path.substring(1);
    }
}
