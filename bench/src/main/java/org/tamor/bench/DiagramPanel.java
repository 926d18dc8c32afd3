package org.tamor.bench;

import java.util.List;
import java.util.Locale;

/// One panel of a work-precision diagram, both axes logarithmic.
///
/// @param ours error and milliseconds of each point
/// @param theirs the same of the C program
record DiagramPanel(String title, List<double[]> ours, List<double[]> theirs) {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 240;
    private static final int LEFT = 58;
    private static final int TOP = 34;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 16;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 46;
    private static final String OURS = "#0072B2";
    private static final String THEIRS = "#D55E00";

    /// All panels in rows of three.
    static String svg(List<DiagramPanel> panels) {
        int rows = (panels.size() + 2) / 3;
        StringBuilder text = new StringBuilder();
        text.append(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='11'>%n"
                        .formatted(3 * WIDTH, rows * HEIGHT + 30));
        text.append("<rect width='100%' height='100%' fill='white'/>\n");
        for (int i = 0; i < panels.size(); i++) {
            text.append(
                    "<g transform='translate(%d %d)'>%n".formatted(i % 3 * WIDTH, i / 3 * HEIGHT));
            panels.get(i).draw(text);
            text.append("</g>\n");
        }
        int y = rows * HEIGHT + 14;
        text.append(legend(LEFT, y, OURS, "Tamor", true));
        text.append(legend(LEFT + 110, y, THEIRS, "C and CVODE, optimised build", false));
        return text.append("</svg>\n").toString();
    }

    private static String legend(int x, int y, String colour, String words, boolean round) {
        return marker(x, y - 4, colour, round)
                + "<text x='%d' y='%d'>%s</text>%n".formatted(x + 10, y, words);
    }

    private static String marker(double x, double y, String colour, boolean round) {
        return round
                ? String.format(
                        Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='3.5' fill='%s'/>%n", x, y, colour)
                : String.format(
                        Locale.ROOT,
                        "<rect x='%.1f' y='%.1f' width='7' height='7' fill='%s'/>%n",
                        x - 3.5,
                        y - 3.5,
                        colour);
    }

    private void draw(StringBuilder text) {
        int[] x = decades(0);
        int[] y = decades(1);
        text.append("<text x='%d' y='20' font-weight='bold'>%s</text>%n".formatted(LEFT, title));
        text.append(
                "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#888'/>%n"
                        .formatted(LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT));
        int apart = x[1] - x[0] > 6 ? 2 : 1;
        for (int d = x[0]; d <= x[1]; d += apart) {
            double at = LEFT + PLOT_WIDTH * (double) (d - x[0]) / (x[1] - x[0]);
            text.append(label(at, TOP + PLOT_HEIGHT + 15, "middle", power(d)));
            text.append(grid(at, TOP, at, TOP + PLOT_HEIGHT));
        }
        for (int d = y[0]; d <= y[1]; d++) {
            double at = TOP + PLOT_HEIGHT * (double) (y[1] - d) / (y[1] - y[0]);
            text.append(label(LEFT - 6, at + 4, "end", power(d)));
            text.append(grid(LEFT, at, LEFT + PLOT_WIDTH, at));
        }
        text.append(label(LEFT + PLOT_WIDTH / 2.0, TOP + PLOT_HEIGHT + 32, "middle", "largest relative error"));
        text.append(
                "<text transform='translate(14 %d) rotate(-90)' text-anchor='middle'>time, ms</text>%n"
                        .formatted(TOP + PLOT_HEIGHT / 2));
        line(text, theirs, x, y, THEIRS, false);
        line(text, ours, x, y, OURS, true);
    }

    private static void line(
            StringBuilder text, List<double[]> points, int[] x, int[] y, String colour, boolean round) {
        StringBuilder path = new StringBuilder();
        StringBuilder markers = new StringBuilder();
        for (double[] point : points) {
            double px = LEFT + PLOT_WIDTH * (Math.log10(point[0]) - x[0]) / (x[1] - x[0]);
            double py = TOP + PLOT_HEIGHT * (y[1] - Math.log10(point[1])) / (y[1] - y[0]);
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, py));
            markers.append(marker(px, py, colour, round));
        }
        text.append(
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='1.5'/>%n"
                        .formatted(path.toString().strip(), colour));
        text.append(markers);
    }

    /// The decades that hold all points.
    private int[] decades(int axis) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (List<double[]> points : List.of(ours, theirs)) {
            for (double[] point : points) {
                low = Math.min(low, Math.log10(point[axis]));
                high = Math.max(high, Math.log10(point[axis]));
            }
        }
        int first = (int) Math.floor(low);
        return new int[] {first, Math.max(first + 1, (int) Math.ceil(high))};
    }

    private static String power(int decade) {
        return decade == 0
                ? "1"
                : "10<tspan dy='-4' font-size='8'>%d</tspan>".formatted(decade);
    }

    private static String label(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT,
                "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>%n",
                x,
                y,
                anchor,
                words);
    }

    private static String grid(double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='#ddd' stroke-width='0.7'/>%n",
                x1,
                y1,
                x2,
                y2);
    }
}
