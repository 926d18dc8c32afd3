package org.tamor.ode;

/// The transpose of one linear operation.
public interface ReverseOperation {

    void apply(ReverseSweep sweep);

    /// About how many numbers it keeps.
    default int size() {
        return 8;
    }
}
