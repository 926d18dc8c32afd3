package org.tamor.cohort;

import java.util.List;
import org.tamor.cohort.protocol.Protocol;

/// A virtual study, carried out as often as the protocol asks, analysed each time as `tamor mouse`
/// does, and compared with the truth.
///
/// @param study the first one carried out
/// @param truth of its parameter vector
/// @param repetitions all of them, in order
/// @param coverage over the repetitions
public record Trial(
        Protocol protocol,
        VirtualStudy study,
        Truth truth,
        List<Repetition> repetitions,
        List<Coverage> coverage) {

    public Trial {
        repetitions = List.copyOf(repetitions);
        coverage = List.copyOf(coverage);
    }
}
