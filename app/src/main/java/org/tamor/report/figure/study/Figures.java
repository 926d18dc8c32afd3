package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.List;
import org.tamor.report.figure.Figure;
import org.tamor.study.Study;
import org.tamor.study.StudyResults;

/// Draws the figures that a study asks for.
public final class Figures {

    private Figures() {}

    /// The figures of all figure files of a study, as they are to be drawn.
    ///
    /// @throws org.tamor.failure.BadInputException where a figure file asks for something it cannot
    ///   have
    public static List<FigureSpec> specs(Study study) {
        List<FigureSpec> specs = new ArrayList<>();
        for (Study.FigureFile file : study.figures()) {
            specs.addAll(FigureSpecs.read(file.file(), file.content()));
        }
        return specs;
    }

    /// The figures of a study in the order of the sections of the report, then of the figure files.
    public static List<Figure> draw(StudyResults results) {
        Readings readings = new Readings(results);
        List<Figure> figures = new ArrayList<>();
        for (FigureSpec spec : specs(results.study())) {
            figures.add(draw(spec, readings, results));
        }
        if (!results.measurements().isEmpty()) {
            figures.add(new FitFigure(results).build());
        }
        figures.sort(java.util.Comparator.comparing(Figure::section));
        return figures;
    }

    private static Figure draw(FigureSpec spec, Readings readings, StudyResults results) {
        return switch (spec) {
            case FigureSpec.Curves curves -> new CurveFigures(readings).build(curves);
            case FigureSpec.DoseResponse doses -> new DoseFigures(readings).build(doses);
            case FigureSpec.Matrix matrix -> new MatrixFigures(readings).build(matrix);
            case FigureSpec.Synergy synergy -> new ConventionFigures(readings).build(synergy);
            case FigureSpec.Blot blot -> new BlotFigures(readings).build(blot);
            case FigureSpec.Bars bars -> new BarFigures(readings).build(bars);
            case FigureSpec.Phases phases -> new PhaseFigures(readings).build(phases);
            case FigureSpec.Network network ->
                    new NetworkFigures(readings, results.study().edges(), results.options().cuts())
                            .build(network);
        };
    }
}
