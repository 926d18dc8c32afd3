package org.tamor.report.figure;

import java.util.List;

/// The colours of a heat map and their legend.
public final class ColourScale {

    /// Orange antagonism, white nothing, blue synergy.
    public static final List<String> DIVERGING =
            List.of(
                    "#b35806", "#e08214", "#fdb863", "#fee0b6", "#ffffff", "#d1e5f0", "#92c5de",
                    "#4393c3", "#2166ac");

    private ColourScale() {}

    /// The legend of a series whose third number is shown as a colour.
    ///
    /// @param left of the legend, in pixels
    /// @param top of the legend, in pixels
    public static Json.JsonObject legend(
            int series,
            double low,
            double high,
            List<String> colours,
            int left,
            int top,
            String highText,
            String lowText) {
        return Json.object()
                .with("type", "continuous")
                .with("seriesIndex", List.of(series))
                .with("dimension", 2)
                .with("min", low)
                .with("max", high)
                .with("calculable", false)
                .with("hoverLink", false)
                .with("orient", "horizontal")
                .with("left", left)
                .with("top", top)
                .with("itemWidth", 12)
                .with("itemHeight", 150)
                .with("text", List.of(highText, lowText))
                .with("textStyle", Json.object("color", Style.INK, "fontSize", 12))
                .with("inRange", Json.object("color", colours));
    }
}
