package org.tamor.report.figure.tumour;

import java.util.ArrayList;
import java.util.List;
import org.tamor.report.figure.Figure;
import org.tamor.tumour.Arm;
import org.tamor.tumour.analysis.Design;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.TumourAnalysis;

/// Draws the figures of a study of tumour volumes.
public final class TumourFigures {

    private static final int MOST_ARMS = 8;

    private TumourFigures() {}

    /// The figures in the order of the page: growth, response, progression, rates, interaction.
    public static List<Figure> draw(TumourAnalysis analysis) {
        ArmColours colours = new ArmColours(analysis);
        List<String> shown = shown(analysis);
        List<Figure> figures = new ArrayList<>();
        figures.add(GrowthFigures.means(analysis, colours, shown));
        figures.add(GrowthFigures.animals(analysis, colours));
        figures.add(ResponseFigures.waterfall(analysis, colours));
        figures.add(ResponseFigures.spider(analysis, colours));
        figures.add(ProgressionFigure.build(analysis, colours, shown));
        if (!analysis.rates().isEmpty()) {
            figures.add(RateFigures.forest(analysis, colours));
        }
        int number = 1;
        for (InteractionAnalysis interaction : analysis.interactions()) {
            figures.add(
                    RateFigures.interaction(
                            "interaction-" + number, interaction, analysis.options().level()));
            figures.add(RateFigures.power("power-" + number++, interaction));
        }
        return figures;
    }

    /// The arms that fit into one frame: all, or the control and those of the combinations first.
    private static List<String> shown(TumourAnalysis analysis) {
        List<String> shown = new ArrayList<>();
        shown.add(analysis.control());
        for (InteractionAnalysis interaction : analysis.interactions()) {
            Design design = interaction.design();
            design.singles().stream().filter(arm -> !shown.contains(arm)).forEach(shown::add);
            shown.add(design.combination());
        }
        analysis.study().arms().stream()
                .map(Arm::name)
                .filter(arm -> !shown.contains(arm))
                .forEach(shown::add);
        return shown.subList(0, Math.min(MOST_ARMS, shown.size()));
    }

    /// What is said of arms that are not in a frame.
    static List<String> notShown(TumourAnalysis analysis, List<String> shown) {
        int rest = analysis.study().arms().size() - shown.size();
        return rest == 0
                ? List.of()
                : List.of(
                        rest
                                + " more arms are not in this frame; their numbers are in the"
                                + " tables.");
    }
}
