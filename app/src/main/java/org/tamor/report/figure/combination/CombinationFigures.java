package org.tamor.report.figure.combination;

import java.util.ArrayList;
import java.util.List;
import org.tamor.combination.Drug;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.CombinationStudy;
import org.tamor.combination.analysis.DoseResponses;
import org.tamor.report.figure.Figure;

/// Draws the figures of a combination analysis.
public final class CombinationFigures {

    private static final int MOST_BLOCKS = 60;

    private CombinationFigures() {}

    /// The figures of one block, ids beginning with `prefix`.
    ///
    /// @param limit of the excess's colours
    public static List<Figure> ofBlock(String prefix, CombinationAnalysis analysis, double limit) {
        List<Figure> figures = new ArrayList<>();
        figures.add(InteractionFigures.agreement(prefix + "-agreement", analysis));
        figures.add(MonotherapyFigure.build(prefix + "-dose-response", analysis.alone()));
        if (analysis.block().data().drugs().size() != 2) {
            return figures;
        }
        CombinationGrid grid = CombinationGrid.of(analysis);
        figures.add(CombinationHeatMaps.build(prefix + "-matrix", analysis, grid, limit));
        if (isMatrix(grid)) {
            figures.add(ContourFigure.build(prefix + "-contour", analysis, grid, limit));
        }
        IsobologramFigure.build(prefix + "-isobologram", analysis, grid).ifPresent(figures::add);
        IndexFigure.build(prefix + "-ci-fa", analysis).ifPresent(figures::add);
        analysis.surfaces()
                .ifPresent(
                        surfaces ->
                                figures.add(
                                        InteractionFigures.quadrant(
                                                prefix + "-musyc",
                                                surfaces,
                                                analysis.block().data().drugs().stream()
                                                        .map(Drug::name)
                                                        .toList())));
        return figures;
    }

    /// The dose-responses of a block without combinations.
    public static Figure ofDrugs(String id, DoseResponses alone) {
        return MonotherapyFigure.build(id, alone);
    }

    private static boolean isMatrix(CombinationGrid grid) {
        return grid.first().length >= 4 && grid.second().length >= 4;
    }

    /// The limit of the colours of the excess for all blocks in detail.
    public static double excessLimit(CombinationStudy study) {
        return CombinationGrid.excessLimit(
                study.analyses().stream()
                        .filter(
                                analysis ->
                                        analysis.detailed()
                                                && analysis.block().data().drugs().size() == 2)
                        .map(CombinationGrid::of)
                        .toList());
    }

    /// The figures over several blocks.
    public static List<Figure> ofStudy(CombinationStudy study) {
        List<Figure> figures = new ArrayList<>();
        List<CombinationAnalysis> analyses = study.analyses();
        if (analyses.size() > 1) {
            figures.add(
                    InteractionFigures.overview(
                            "all-agreement",
                            analyses.subList(0, Math.min(MOST_BLOCKS, analyses.size()))));
        }
        if (analyses.stream().filter(analysis -> analysis.surfaces().isPresent()).count() > 1) {
            figures.add(InteractionFigures.forest("all-kappa", analyses));
        }
        return figures;
    }
}
