package org.tamor.report.figure.experiment;

import java.util.ArrayList;
import java.util.List;
import org.tamor.format.sedml.OutputDefinition;
import org.tamor.format.sedml.OutputDefinition.Plot2D;
import org.tamor.format.sedml.OutputDefinition.Plot3D;
import org.tamor.report.figure.Figure;
import org.tamor.sedml.ExperimentResults;

/// Draws the plots of a simulation experiment.
public final class ExperimentFigures {

    private ExperimentFigures() {}

    /// The plots in the order of the document.
    public static List<Figure> draw(ExperimentResults results) {
        List<Figure> figures = new ArrayList<>();
        for (OutputDefinition output : results.document().outputs()) {
            if (output instanceof Plot2D plot) {
                figures.add(new ExperimentPlot(results, plot).build());
            } else if (output instanceof Plot3D plot) {
                figures.add(new ExperimentSurface(results, plot).build());
            }
        }
        return figures;
    }
}
