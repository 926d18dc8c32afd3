package org.tamor.format.sheet;

import org.tamor.failure.Location;

/// Takes what is found out about a file while it is read.
public interface Remarks {

    /// Says how something was understood.
    void note(String code, Location location, String message);

    /// Says that something is used, and may mislead.
    void warn(String code, Location location, String message);

    /// Says what stands in the way.
    void problem(String code, Location location, String message);
}
