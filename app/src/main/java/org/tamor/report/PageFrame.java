package org.tamor.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What every page of sections has around them: head, contents, what was done, and the data and
/// scripts of the figures.
///
/// @param kicker what kind of page it is
/// @param contents what the list of contents leads to, besides what was done; without any there is
///   no list
/// @param sections HTML
/// @param runTitle the heading over what was done
/// @param run HTML: what was done
public record PageFrame(
        String kicker,
        String title,
        List<Entry> contents,
        List<String> sections,
        String runTitle,
        String run) {

    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    /// A line of the list of contents.
    public record Entry(String anchor, String title) {

        /// The line as HTML.
        public String html() {
            return "<li><a href=\"#"
                    + Html.escape(anchor)
                    + "\">"
                    + Html.escape(title)
                    + "</a></li>";
        }
    }

    /// The whole page.
    public String html(FigureFiles figures) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("kicker", Html.escape(kicker));
        places.put("title", Html.escape(title));
        places.put("style", style());
        places.put("contents", list());
        places.put("sections", String.join("\n", sections));
        places.put("runTitle", Html.escape(runTitle));
        places.put("run", run);
        places.put("data", figures.embedded());
        places.put("echarts", figures.isEmpty() ? "" : charts());
        places.put("script", script());
        return Template.fill(Template.resource("/org/tamor/report/page.html"), places);
    }

    /// The style sheet of every page.
    public static String style() {
        return Template.resource("/org/tamor/report/report.css");
    }

    /// The library that draws charts.
    public static String charts() {
        return Html.embeddedScript(Template.resource(CHARTS));
    }

    /// The script of every page.
    public static String script() {
        return Html.embeddedScript(Template.resource("/org/tamor/report/report.js"));
    }

    private String list() {
        if (contents.isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder(
                        "<nav class=\"contents\" aria-label=\"Contents\"><p>Contents</p><ol>");
        contents.forEach(entry -> html.append(entry.html()));
        return html.append(new Entry("run", runTitle).html()).append("</ol></nav>\n").toString();
    }
}
