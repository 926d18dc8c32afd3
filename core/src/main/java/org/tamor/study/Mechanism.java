package org.tamor.study;

import java.util.List;
import org.tamor.failure.Location;

/// One of several answers to a question about how the system works: the model with some parameters
/// held at values.
///
/// @param question as written, the same for all mechanisms that compete
/// @param settings none where the mechanism is the model as it is
public record Mechanism(
        String id, String question, String sentence, List<Setting> settings, Location location) {

    public Mechanism {
        settings = List.copyOf(settings);
    }

    /// A parameter of the study or the model, and the value it is held at.
    public record Setting(String parameter, double value) {}
}
