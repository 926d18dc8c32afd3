package org.tamor.jit;

import java.util.List;

/// One component of a vector-valued function, in bytecode of its own.
///
/// The kernel writes element `index` of its output and leaves the others alone.
///
/// @param states the indices of the states it reads, ascending
/// @param readsTime whether it reads the time
/// @param smoothStates those of the states that it reads outside comparisons and rounded numbers
/// @param smoothTime whether it reads the time outside of these
public record Component(
        Kernel kernel,
        int index,
        List<Integer> states,
        boolean readsTime,
        List<Integer> smoothStates,
        boolean smoothTime) {

    public Component {
        states = List.copyOf(states);
        smoothStates = List.copyOf(smoothStates);
    }
}
