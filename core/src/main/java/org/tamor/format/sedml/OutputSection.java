package org.tamor.format.sedml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.tamor.failure.Location;
import org.tamor.format.sbml.XmlCursor;
import org.tamor.format.sedml.OutputDefinition.Axis;
import org.tamor.format.sedml.OutputDefinition.Curve;
import org.tamor.format.sedml.OutputDefinition.DataSet;
import org.tamor.format.sedml.OutputDefinition.Figure;
import org.tamor.format.sedml.OutputDefinition.Plot2D;
import org.tamor.format.sedml.OutputDefinition.Plot3D;
import org.tamor.format.sedml.OutputDefinition.Report;
import org.tamor.format.sedml.OutputDefinition.ShadedArea;
import org.tamor.format.sedml.OutputDefinition.Surface;

/// Reads `listOfOutputs` and `listOfStyles`.
final class OutputSection {

    private static final Pattern COLOUR = Pattern.compile("#?(\\p{XDigit}{6}(\\p{XDigit}{2})?)");

    private final ElementReader reader;
    private final XmlCursor cursor;

    OutputSection(ElementReader reader) {
        this.reader = reader;
        cursor = reader.cursor();
    }

    List<OutputDefinition> read() {
        List<OutputDefinition> outputs = new ArrayList<>();
        reader.items(kind -> {
            String id = reader.newId();
            String name = reader.text("name");
            Location where = cursor.location();
            switch (kind) {
                case "report" -> outputs.add(report(id, name, where));
                case "plot2D" -> outputs.add(plot2D(id, name, where));
                case "plot3D" -> outputs.add(plot3D(id, name, where));
                case "figure" -> outputs.add(figure(id, name, where));
                case "parameterEstimationReport",
                        "parameterEstimationResultPlot",
                        "waterfallPlot" ->
                        throw cursor.fail(
                                "sedml.unsupported",
                                "parameter estimation is not done from SED-ML; use a PEtab problem");
                default -> throw cursor.unexpected();
            }
        });
        return outputs;
    }

    private Report report(String id, String name, Location where) {
        List<DataSet> sets = new ArrayList<>();
        list(
                "listOfDataSets",
                "dataSet",
                () -> {
                    String own = reader.optionalId();
                    String label = reader.text("label");
                    sets.add(
                            new DataSet(
                                    own,
                                    label.isBlank() ? own : label,
                                    cursor.required("dataReference"),
                                    cursor.location()));
                    reader.empty();
                });
        return new Report(id, name, sets, where);
    }

    private void list(String list, String item, Runnable read) {
        reader.children(name -> {
            if (!name.equals(list)) {
                throw cursor.unexpected();
            }
            reader.items(kind -> {
                if (!kind.equals(item)) {
                    throw cursor.unexpected();
                }
                read.run();
            });
        });
    }

    private Figure figure(String id, String name, Location where) {
        List<String> plots = new ArrayList<>();
        list(
                "listOfSubPlots",
                "subPlot",
                () -> {
                    plots.add(cursor.required("plot"));
                    reader.empty();
                });
        return new Figure(id, name, plots, where);
    }

    private Plot2D plot2D(String id, String name, Location where) {
        List<Curve> curves = new ArrayList<>();
        List<ShadedArea> areas = new ArrayList<>();
        List<Optional<Axis>> axes = emptyAxes();
        reader.children(child -> {
            switch (child) {
                case "xAxis" -> axes.set(0, Optional.of(axis()));
                case "yAxis" -> axes.set(1, Optional.of(axis()));
                case "rightYAxis" -> axes.set(2, Optional.of(axis()));
                case "listOfCurves" ->
                        reader.items(kind -> {
                            switch (kind) {
                                case "curve" -> curves.add(curve());
                                case "shadedArea" -> areas.add(area());
                                default -> throw cursor.unexpected();
                            }
                        });
                default -> throw cursor.unexpected();
            }
        });
        return new Plot2D(id, name, axes.get(0), axes.get(1), axes.get(2), curves, areas, where);
    }

    private static List<Optional<Axis>> emptyAxes() {
        return new ArrayList<>(List.of(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Axis axis() {
        String type = reader.text("type");
        boolean logarithmic =
                switch (type) {
                    case "", "linear" -> false;
                    case "log10", "log" -> true;
                    default ->
                            throw cursor.fail(
                                    "sedml.attribute",
                                    "attribute 'type' is '"
                                            + XmlCursor.shown(type)
                                            + "'; write linear or log10");
                };
        Axis axis =
                new Axis(
                        reader.text("name"),
                        logarithmic,
                        reader.optionalNumber("min"),
                        reader.optionalNumber("max"));
        if (axis.min().isPresent()
                && axis.max().isPresent()
                && axis.min().getAsDouble() >= axis.max().getAsDouble()) {
            throw cursor.fail(
                    "sedml.axis", "the axis ends where or before it begins; correct min or max");
        }
        reader.empty();
        return axis;
    }

    private boolean isRight() {
        return reader.text("yAxis").equals("right");
    }

    private Curve curve() {
        Curve curve =
                new Curve(
                        reader.optionalId(),
                        reader.text("name"),
                        reader.text("xDataReference"),
                        cursor.required("yDataReference"),
                        reader.flag("logX", false),
                        reader.flag("logY", false),
                        isRight(),
                        reader.text("type"),
                        reader.text("style"),
                        List.of(
                                reader.text("xErrorUpper", "xError"),
                                reader.text("xErrorLower"),
                                reader.text("yErrorUpper", "yError"),
                                reader.text("yErrorLower")),
                        cursor.location());
        reader.empty();
        return curve;
    }

    private ShadedArea area() {
        ShadedArea area =
                new ShadedArea(
                        reader.optionalId(),
                        reader.text("name"),
                        reader.text("xDataReference"),
                        cursor.required("yDataReferenceFrom"),
                        cursor.required("yDataReferenceTo"),
                        isRight(),
                        reader.text("style"),
                        cursor.location());
        reader.empty();
        return area;
    }

    private Plot3D plot3D(String id, String name, Location where) {
        List<Surface> surfaces = new ArrayList<>();
        List<Optional<Axis>> axes = emptyAxes();
        reader.children(child -> {
            switch (child) {
                case "xAxis" -> axes.set(0, Optional.of(axis()));
                case "yAxis" -> axes.set(1, Optional.of(axis()));
                case "zAxis" -> axes.set(2, Optional.of(axis()));
                case "listOfSurfaces" ->
                        reader.items(kind -> {
                            if (!kind.equals("surface")) {
                                throw cursor.unexpected();
                            }
                            surfaces.add(surface());
                        });
                default -> throw cursor.unexpected();
            }
        });
        return new Plot3D(id, name, axes.get(0), axes.get(1), axes.get(2), surfaces, where);
    }

    private Surface surface() {
        Surface surface =
                new Surface(
                        reader.optionalId(),
                        reader.text("name"),
                        reader.text("xDataReference"),
                        reader.text("yDataReference"),
                        cursor.required("zDataReference"),
                        reader.flag("logX", false),
                        reader.flag("logY", false),
                        reader.flag("logZ", false),
                        reader.text("type"),
                        reader.text("style"),
                        cursor.location());
        reader.empty();
        return surface;
    }

    List<PlotStyle> styles() {
        List<PlotStyle> styles = new ArrayList<>();
        reader.items(kind -> {
            if (!kind.equals("style")) {
                throw cursor.unexpected();
            }
            styles.add(style());
        });
        return styles;
    }

    private PlotStyle style() {
        List<PlotStyle> parts = new ArrayList<>();
        String id = reader.newId();
        String base = reader.text("baseStyle");
        Location where = cursor.location();
        Optional<String> no = Optional.empty();
        OptionalDouble none = OptionalDouble.empty();
        parts.add(new PlotStyle(id, base, no, no, none, no, none, no, no, where));
        reader.children(part -> {
            switch (part) {
                case "line" ->
                        parts.add(
                                new PlotStyle(
                                        id,
                                        base,
                                        Optional.of(reader.text("type", "style"))
                                                .filter(t -> !t.isEmpty()),
                                        colour("color"),
                                        reader.optionalNumber("thickness"),
                                        no,
                                        none,
                                        no,
                                        no,
                                        where));
                case "marker" ->
                        parts.add(
                                new PlotStyle(
                                        id,
                                        base,
                                        no,
                                        no,
                                        none,
                                        Optional.of(reader.text("type", "style"))
                                                .filter(t -> !t.isEmpty()),
                                        reader.optionalNumber("size"),
                                        colour("fill").or(() -> colour("lineColor")),
                                        no,
                                        where));
                case "fill" ->
                        parts.add(
                                new PlotStyle(
                                        id,
                                        base,
                                        no,
                                        no,
                                        none,
                                        no,
                                        none,
                                        no,
                                        colour("color"),
                                        where));
                default -> throw cursor.unexpected();
            }
            reader.empty();
        });
        PlotStyle whole = parts.removeFirst();
        for (PlotStyle part : parts) {
            whole = whole.over(part);
        }
        return whole;
    }

    private Optional<String> colour(String attribute) {
        return cursor.attribute(attribute)
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    if (!COLOUR.matcher(text).matches()) {
                        throw cursor.fail(
                                "sedml.colour",
                                "attribute '"
                                        + attribute
                                        + "' is '"
                                        + XmlCursor.shown(text)
                                        + "'; write a colour as #rrggbb or #rrggbbaa");
                    }
                    return text.startsWith("#") ? text : "#" + text;
                });
    }
}
