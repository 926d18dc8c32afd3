package org.tamor.format.plate.layout;

import java.util.List;
import java.util.Map;

/// What a person declares about all files, as far as layouts need it.
///
/// @param drugs names in order, where a file names none
/// @param cellLine where a file names none
/// @param hours where a file does not say; else NaN
/// @param roles what the labels of wells mean, see [WellLabels]
public record Declarations(
        List<String> drugs, String cellLine, double hours, Map<String, String> roles) {

    public Declarations {
        drugs = List.copyOf(drugs);
        roles = Map.copyOf(roles);
    }
}
