package org.tamor.format.sheet;

import org.tamor.failure.Location;

/// Something about a file that its owner should know.
///
/// @param code stable, the kind of file first: `plate.…`, `tumour.…`
/// @param location file, row and column; the element is the plate, sheet or column concerned
/// @param message what is there, and what to do
public record Finding(Severity severity, String code, Location location, String message) {

    /// How much a finding matters.
    public enum Severity {
        /// Says how something was understood.
        NOTE,
        /// The numbers are used, and may mislead.
        WARNING,
        /// The files can't be analysed until this is answered or mended.
        PROBLEM
    }
}
