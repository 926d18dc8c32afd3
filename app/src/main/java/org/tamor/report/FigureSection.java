package org.tamor.report;

import java.util.List;
import java.util.Locale;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Figure.Renderer;
import org.tamor.report.figure.PanelPlot;

/// Writes the figures of one section; the page's script draws them from the embedded options.
public final class FigureSection {

    private FigureSection() {}

    public static String html(Figure.Section section, List<Figure> figures, int firstNumber) {
        StringBuilder html = new StringBuilder();
        html.append("<section id=\"")
                .append(section.label())
                .append("\"><h2>")
                .append(section.title())
                .append("</h2>");
        html.append("<p>").append(Html.prose(section.lead())).append("</p>");
        int number = firstNumber;
        for (Figure figure : figures) {
            html.append(figure(figure, number++));
        }
        return html.append("</section>").toString();
    }

    /// One figure, to be drawn by the page's script.
    public static String figure(Figure figure, int number) {
        String id = Html.escape(figure.id());
        StringBuilder html = new StringBuilder();
        html.append("<figure id=\"figure-")
                .append(id)
                .append("\"><figcaption><span class=\"figno\">Figure ");
        html.append(number)
                .append(".</span> <strong>")
                .append(Html.prose(figure.title()))
                .append("</strong> ");
        html.append(Html.prose(figure.caption())).append("</figcaption>");
        if (figure.renderer() == Renderer.NETWORK) {
            html.append("<div class=\"arms\" data-arms=\"")
                    .append(id)
                    .append("\" role=\"group\" ")
                    .append("aria-label=\"arm shown on the map\"></div>");
        }
        html.append(
                String.format(
                        Locale.ROOT,
                        "<div class=\"canvas\"><div class=\"%s\" data-figure=\"%s\""
                            + " style=\"width:%dpx;height:%dpx\" role=\"img\""
                            + " aria-label=\"%s\"></div></div>",
                        figure.renderer() == Renderer.CHART ? "chart" : "network",
                        id,
                        PanelPlot.WIDTH,
                        figure.height(),
                        Html.escape(figure.title() + ". " + figure.description())));
        if (figure.renderer() == Renderer.NETWORK) {
            html.append("<div class=\"maplegend\"></div>");
        }
        if (!figure.notes().isEmpty()) {
            html.append("<details class=\"missing\"><summary>").append(figure.notes().size());
            html.append(figure.notes().size() == 1 ? " thing" : " things")
                    .append(" not drawn</summary><ul>");
            figure.notes()
                    .forEach(note -> html.append("<li>").append(Html.prose(note)).append("</li>"));
            html.append("</ul></details>");
        }
        html.append("<p class=\"tools\"><button type=\"button\" data-csv=\"")
                .append(id)
                .append("\">data (CSV)</button>");
        if (figure.renderer() == Renderer.CHART) {
            html.append("<button type=\"button\" data-svg=\"")
                    .append(id)
                    .append("\">picture (SVG)</button>");
        }
        html.append("<span class=\"files\">figures/").append(id).append(".json, .csv</span></p>");
        return html.append("</figure>").toString();
    }
}
