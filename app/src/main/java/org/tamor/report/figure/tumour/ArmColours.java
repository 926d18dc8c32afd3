package org.tamor.report.figure.tumour;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.report.figure.Style;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.Design;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.TumourAnalysis;

/// The colour of each arm: grey for the control, blue, orange and green for the drugs of the first
/// combination and vermillion for it; other arms in the rest of the palette, and then dashed.
final class ArmColours {

    private static final List<String> OTHERS =
            List.of(
                    Style.BLUE,
                    Style.ORANGE,
                    Style.GREEN,
                    Style.PURPLE,
                    Style.SKY,
                    Style.VERMILLION);

    private final Map<String, String> colours = new LinkedHashMap<>();
    private final Map<String, Object> dashes = new LinkedHashMap<>();

    ArmColours(TumourAnalysis analysis) {
        colours.put(analysis.control(), Style.GREY);
        if (!analysis.interactions().isEmpty()) {
            InteractionAnalysis first = analysis.interactions().getFirst();
            Design design = first.design();
            for (int i = 0; i < design.singles().size(); i++) {
                colours.putIfAbsent(design.singles().get(i), OTHERS.get(i % 3));
            }
            colours.putIfAbsent(design.combination(), Style.VERMILLION);
        }
        TumourStudy study = analysis.study();
        int next = analysis.interactions().isEmpty() ? 0 : 3;
        for (var arm : study.arms()) {
            if (!colours.containsKey(arm.name())) {
                colours.put(arm.name(), OTHERS.get(next % OTHERS.size()));
                if (next >= OTHERS.size()) {
                    dashes.put(arm.name(), List.of(6, 3));
                }
                next++;
            }
        }
    }

    String of(String arm) {
        return colours.getOrDefault(arm, Style.INK);
    }

    /// The dash as ECharts wants it.
    Object dash(String arm) {
        return dashes.getOrDefault(arm, "solid");
    }
}
