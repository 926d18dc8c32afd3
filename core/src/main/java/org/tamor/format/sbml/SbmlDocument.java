package org.tamor.format.sbml;

import java.util.List;
import org.tamor.model.Model;

/// A model as read from an SBML file.
///
/// @param notes what the file says that the model does not hold and that bears on its meaning, one
///   line each
public record SbmlDocument(int level, int version, Model model, List<String> notes) {

    public SbmlDocument {
        notes = List.copyOf(notes);
    }
}
