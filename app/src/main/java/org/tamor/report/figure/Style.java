package org.tamor.report.figure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How a curve looks: the cell line sets the colour, the drug the dash and the symbol.
///
/// Colours are those of Okabe and Ito (2008), which people with any common colour vision can tell
/// apart.
///
/// @param dash lengths of strokes and gaps in pixels; empty for an unbroken line
/// @param symbol an ECharts symbol
/// @param rotation of the symbol, degrees
public record Style(String colour, List<Integer> dash, String symbol, int rotation) {

    public static final String BLUE = "#0072B2";
    public static final String VERMILLION = "#D55E00";
    public static final String GREEN = "#009E73";
    public static final String PURPLE = "#CC79A7";
    public static final String ORANGE = "#E69F00";
    public static final String SKY = "#56B4E9";
    public static final String GREY = "#6E6E6E";
    public static final String INK = "#222222";
    public static final String MUTED = "#5A5A5A";
    public static final String RULE = "#C8C8C8";
    public static final String GRID = "#ECECEC";
    public static final String FONT =
            "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif";

    private static final Map<String, String> LINE_COLOURS =
            Map.of(
                    "parental", BLUE,
                    "myr_akt", VERMILLION,
                    "myr_akt_dead", GREY,
                    "pten_loss", GREEN,
                    "pten_high", SKY,
                    "s167a", PURPLE,
                    "myr_akt_s167a", "#8C3B00",
                    "s6k1_high", ORANGE);

    private static final String STAR =
            "path://M0,-10L2.9,-4L9.5,-3.1L4.8,1.5L5.9,8.1L0,5L-5.9,8.1L-4.8,1.5L-9.5,-3.1L-2.9,-4Z";

    private static final List<Style> MARKS =
            List.of(
                    new Style("", List.of(), "circle", 0),
                    new Style("", List.of(9, 4), "diamond", 0),
                    new Style("", List.of(2, 3), "rect", 0),
                    new Style("", List.of(9, 3, 2, 3), "triangle", 0),
                    new Style("", List.of(5, 3), "triangle", 180),
                    new Style("", List.of(1, 3), "roundRect", 45),
                    new Style("", List.of(12, 3, 2, 3, 2, 3), "triangle", 90),
                    new Style("", List.of(14, 5), STAR, 0));

    private static final List<List<String>> DRUGS =
            List.of(
                    List.of("", "none", "vehicle", "no_drug", "untreated"),
                    List.of("oht", "tam", "endx"),
                    List.of("rapa", "tems", "ever"),
                    List.of("oht_rapa"),
                    List.of("fulv"),
                    List.of("palbo"),
                    List.of("ly", "alp", "s6ki", "igf1ri", "igf1"),
                    List.of("capi"));

    /// Words that say the medium holds little or no oestrogen; their curves are paler and their
    /// symbols turned.
    private static final Set<String> SCARCE = Set.of("noe2", "reduced", "washed");

    /// The style of a curve.
    ///
    /// @param line a cell line; "" or an unknown one is drawn in black
    /// @param drug words joined by `_`, such as `oht_rapa` or `noe2_palbo`; an unknown one is drawn
    ///   as no drug
    public static Style of(String line, String drug) {
        List<String> words = List.of(drug.strip().toLowerCase(Locale.ROOT).split("_"));
        boolean scarce = words.stream().anyMatch(SCARCE::contains);
        String key =
                words.stream()
                        .filter(word -> !SCARCE.contains(word))
                        .collect(Collectors.joining("_"));
        Style mark = MARKS.getFirst();
        for (int i = 0; i < DRUGS.size(); i++) {
            if (DRUGS.get(i).contains(key)) {
                mark = MARKS.get(i);
            }
        }
        String colour = scarce ? mix(colour(line), "#ffffff", 0.38) : colour(line);
        return new Style(colour, mark.dash(), mark.symbol(), mark.rotation() + (scarce ? 45 : 0));
    }

    /// The name of a cell line as it is written: `myr_akt` is `myr-Akt`.
    public static String lineName(String line) {
        return line.replace("myr_akt", "myr-Akt")
                .replace("pten_", "PTEN ")
                .replace("s6k1_", "S6K1 ")
                .replace("s167a", "S167A")
                .replace('_', ' ');
    }

    public static String colour(String line) {
        return LINE_COLOURS.getOrDefault(line, INK);
    }

    /// The dash as ECharts wants it.
    Object lineType() {
        return dash.isEmpty() ? "solid" : dash;
    }

    /// A mixture of two `#rrggbb` colours, `share` of the second.
    public static String mix(String first, String second, double share) {
        StringBuilder mixed = new StringBuilder("#");
        for (int i = 1; i < 7; i += 2) {
            int a = Integer.parseInt(first.substring(i, i + 2), 16);
            int b = Integer.parseInt(second.substring(i, i + 2), 16);
            mixed.append(String.format("%02x", Math.round(a + (b - a) * share)));
        }
        return mixed.toString();
    }
}
