package org.tamor.report.figure;

import java.util.LinkedHashMap;
import java.util.Map;

/// A numerical axis: what it shows and from where to where.
///
/// @param name the quantity with its unit
/// @param interval between ticks; 0 to let the renderer choose
public record PlotAxis(String name, boolean logarithmic, double min, double max, double interval) {

    /// A logarithmic axis over whole decades around the values.
    public static PlotAxis decades(String name, double smallest, double largest) {
        double low = Math.floor(Math.log10(smallest) + 1e-9);
        double high = Math.ceil(Math.log10(largest) - 1e-9);
        if (!(high > low)) {
            high = low + 1;
        }
        return new PlotAxis(name, true, Math.pow(10, low), Math.pow(10, high), 0);
    }

    /// A linear axis with three to seven round steps around the values.
    public static PlotAxis round(String name, double smallest, double largest) {
        double span = largest > smallest ? largest - smallest : Math.max(1, Math.abs(largest));
        double raw = span / 5;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = 10 * power;
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * power >= raw * 0.999) {
                step = factor * power;
                break;
            }
        }
        double low = Math.floor(smallest / step + 1e-9) * step;
        double high = Math.ceil(largest / step - 1e-9) * step;
        return new PlotAxis(
                name, false, Numbers.round(low, 8), Numbers.round(high, 8), Numbers.round(step, 8));
    }

    /// An axis over the values: whole decades, round steps where it stands upright, else from the
    /// first to the last value.
    public static PlotAxis spanning(
            String name, boolean logarithmic, double low, double high, boolean vertical) {
        if (logarithmic) {
            return decades(name, low, high);
        }
        if (vertical || !(high > low)) {
            return round(name, low > 0 && low < 0.6 * high ? 0 : low, high);
        }
        return new PlotAxis(name, false, Numbers.round(low, 8), Numbers.round(high, 8), 0);
    }

    /// An axis of days from `from` to `to`, ticks at whole days or weeks.
    public static PlotAxis days(double from, double to) {
        double span = to - from;
        double interval = span <= 8 ? 1 : span <= 14 ? 2 : span <= 42 ? 7 : 14;
        return new PlotAxis(
                "time (days)", false, from, Math.ceil(to / interval - 1e-9) * interval, interval);
    }

    /// Where a value stands, 0 at the low end and 1 at the high end.
    public double fraction(double value) {
        return logarithmic
                ? (Math.log10(value) - Math.log10(min)) / (Math.log10(max) - Math.log10(min))
                : (value - min) / (max - min);
    }

    /// Whether the value can be drawn.
    public boolean holds(double value) {
        double fraction = fraction(value);
        return fraction >= -1e-9 && fraction <= 1 + 1e-9;
    }

    /// The axis as ECharts wants it. `tamorFormat` names how the report writes the ticks; ECharts
    /// ignores it.
    public Map<String, Object> option(int grid, boolean vertical) {
        Map<String, Object> label =
                Json.object("color", Style.INK, "fontSize", 12, "hideOverlap", true);
        if (logarithmic) {
            label.put("tamorFormat", "power");
        } else {
            label.put("tamorFormat", "plain");
        }
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("type", logarithmic ? "log" : "value");
        axis.put("gridIndex", grid);
        axis.put("name", name);
        axis.put("nameLocation", "middle");
        axis.put("nameGap", vertical ? 46 : 26);
        axis.put("nameTextStyle", Json.object("color", Style.MUTED, "fontSize", 12));
        axis.put("min", min);
        axis.put("max", max);
        if (interval > 0) {
            axis.put("interval", interval);
        }
        axis.put("axisLabel", label);
        axis.put(
                "axisLine",
                Json.object(
                        "show",
                        true,
                        "onZero",
                        false,
                        "lineStyle",
                        Json.object("color", Style.MUTED)));
        axis.put(
                "axisTick",
                Json.object("show", true, "lineStyle", Json.object("color", Style.MUTED)));
        axis.put(
                "splitLine",
                Json.object("show", vertical, "lineStyle", Json.object("color", Style.GRID)));
        return axis;
    }
}
