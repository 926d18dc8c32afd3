package org.tamor.tumour.analysis;

import java.util.List;

/// Arms that together ask whether drugs interact.
///
/// @param control the untreated arm
/// @param singles arms of one drug each, two or more
/// @param combination the arm of all these drugs
public record Design(String control, List<String> singles, String combination) {

    public Design {
        singles = List.copyOf(singles);
    }
}
