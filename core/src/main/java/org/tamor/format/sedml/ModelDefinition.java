package org.tamor.format.sedml;

import java.util.List;
import org.tamor.failure.Location;

/// A model of the experiment: a file or another model, and what is changed in it.
///
/// @param language a URN; "" where not given
public record ModelDefinition(
        String id,
        String name,
        String language,
        String source,
        List<ModelChange> changes,
        Location where) {

    public ModelDefinition {
        changes = List.copyOf(changes);
    }
}
