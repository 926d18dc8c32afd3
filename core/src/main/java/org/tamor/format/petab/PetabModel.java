package org.tamor.format.petab;

import java.nio.file.Path;
import org.tamor.model.Model;

/// A model of a problem, under the id that the problem gives it.
public record PetabModel(String id, Path file, Language language, Model model) {

    /// The model languages that can be read.
    public enum Language {
        SBML,
        ANTIMONY
    }
}
