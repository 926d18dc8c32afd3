package org.tamor.fuzz;

import java.util.SplittableRandom;

/// One way to damage a file.
///
/// @param name as a report shows it
public record Mutation(String name, Change change) {

    /// Makes damaged content from that of a file and of another of its kind.
    ///
    /// Text is handed over as ISO-8859-1, so that every byte is a character and comes back as it
    /// was.
    @FunctionalInterface
    public interface Change {
        String apply(String text, String other, SplittableRandom random);
    }
}
