package org.tamor.cohort;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An engrafted tumour and its animal.
///
/// @param index among those engrafted in a study, from 0
/// @param own the animal's quantities by model id
/// @param dropOut day after the start of treatment on which the animal leaves for a reason that has
///   nothing to do with the tumour; infinite for never
record Tumour(int index, Map<String, Double> own, double dropOut) {

    Tumour {
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    }

    /// `M001` and so on.
    String name() {
        return "M%03d".formatted(index + 1);
    }

    /// A tumour that may be treated.
    ///
    /// @param day after engraftment on which it is allotted
    /// @param measured mm3 on that day, which is also the first reading of the study
    record Allotted(Tumour tumour, double day, double measured) {}
}
