package org.tamor.sedml;

import org.tamor.format.sedml.ModelDefinition;
import org.tamor.model.Model;
import org.tamor.model.ModelIndex;

/// A model ready for simulation, with the tree that targets point into.
///
/// @param name the file in messages
/// @param changed whether it differs from its file
record LoadedModel(
        ModelDefinition definition,
        ModelTree tree,
        Model model,
        ModelIndex index,
        String name,
        boolean changed) {}
