package org.tamor.report.figure;

import org.tamor.combination.analysis.ModelScore;
import org.tamor.combination.inference.ScoreIdentity;

/// The name of a convention of drug interaction in figures.
public final class ConventionName {

    private ConventionName() {}

    public static String of(ModelScore score) {
        String text = score.identity().model();
        if (score.identity().source() == ScoreIdentity.Source.MEASURED) {
            text += ", measured drugs";
        }
        if (score.key().startsWith("bliss-gr-")) {
            text += ", " + score.assumption().replace("control cells divide", "cells divide");
        } else if (!score.assumption().isEmpty()) {
            text += ", " + score.assumption();
        }
        return text;
    }
}
