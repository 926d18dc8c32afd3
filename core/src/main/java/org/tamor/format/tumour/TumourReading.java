package org.tamor.format.tumour;

import java.util.List;
import java.util.Optional;
import org.tamor.format.sheet.Finding;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.Design;

/// What was read, and how.
///
/// @param study empty where a [Finding.Severity#PROBLEM] was found
/// @param control the untreated arm; empty with the study
/// @param designs arms that ask for an interaction; may be empty
public record TumourReading(
        Optional<TumourStudy> study, String control, List<Design> designs, List<Finding> findings) {

    public TumourReading {
        designs = List.copyOf(designs);
        findings = List.copyOf(findings);
    }

    /// Whether nothing stands in the way of an analysis.
    public boolean usable() {
        return study.isPresent();
    }
}
