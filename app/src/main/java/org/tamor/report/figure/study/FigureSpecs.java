package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.report.figure.Figure.Section;
import org.tamor.report.figure.study.FigureSpec.Heading;

/// Reads figure files.
public final class FigureSpecs {

    private FigureSpecs() {}

    /// The figures of a file, in order.
    ///
    /// @param content the parsed YAML, with the key `figures`
    /// @throws org.tamor.failure.BadInputException where something is missing or of the wrong kind
    public static List<FigureSpec> read(String file, Map<String, Object> content) {
        List<FigureSpec> specs = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (FigureNode node : new FigureNode(file, "", content).optionalNodes("figures")) {
            FigureSpec spec = read(node);
            if (!ids.add(spec.heading().id())) {
                throw node.bad(
                        "id", "`" + spec.heading().id() + "` is taken; every figure needs its own");
            }
            specs.add(spec);
        }
        return specs;
    }

    private static FigureSpec read(FigureNode node) {
        String type = node.id("type");
        return switch (type) {
            case "growth" -> growth(node);
            case "timecourse" -> timeCourse(node);
            case "dose_response" -> doseResponse(node);
            case "matrix" -> matrix(node);
            case "synergy" -> synergy(node);
            case "blot" -> blot(node);
            case "bars" -> bars(node);
            case "phases" -> phases(node);
            case "map" -> network(node);
            default ->
                    throw node.bad(
                            "type",
                            "`"
                                    + type
                                    + "` is not known; take one of growth, timecourse, "
                                    + "dose_response, matrix, synergy, blot, bars, phases, map");
        };
    }

    private static Heading heading(FigureNode node, Section usual) {
        String id = node.id("id");
        if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
            throw node.bad("id", "`" + id + "` names files; use letters, digits, _ and - only");
        }
        String wanted = node.id("section", usual.label());
        for (Section section : Section.values()) {
            if (section.label().equals(wanted)) {
                return new Heading(id, section, node.text("title"), node.text("caption", ""));
            }
        }
        throw node.bad("section", "`" + wanted + "` is not known; leave it out for the usual one");
    }

    private static FigureSpec growth(FigureNode node) {
        String observable = node.id("observable");
        List<String> measured = node.ids("measured");
        List<FigureSpec.CurvePanel> panels =
                node.nodes("panels").stream()
                        .map(
                                panel ->
                                        new FigureSpec.CurvePanel(
                                                panel.text("title"),
                                                observable,
                                                measured,
                                                curves(panel)))
                        .toList();
        return new FigureSpec.Curves(
                heading(node, Section.GROWTH),
                true,
                FigureSpec.TimeUnit.DAYS,
                node.optionalNumber("from"),
                node.optionalNumber("to"),
                false,
                panels);
    }

    private static FigureSpec timeCourse(FigureNode node) {
        String unit = node.id("time_unit", "h");
        FigureSpec.TimeUnit timeUnit =
                switch (unit) {
                    case "min" -> FigureSpec.TimeUnit.MINUTES;
                    case "h" -> FigureSpec.TimeUnit.HOURS;
                    case "d" -> FigureSpec.TimeUnit.DAYS;
                    default -> throw node.bad("time_unit", "must be min, h or d");
                };
        List<FigureSpec.CurvePanel> panels =
                node.nodes("panels").stream()
                        .map(
                                panel ->
                                        new FigureSpec.CurvePanel(
                                                panel.text("title"),
                                                panel.id("observable"),
                                                panel.ids("measured"),
                                                curves(panel)))
                        .toList();
        return new FigureSpec.Curves(
                heading(node, Section.SIGNALLING),
                false,
                timeUnit,
                node.optionalNumber("from"),
                node.optionalNumber("to"),
                node.flag("relative_to_start"),
                panels);
    }

    private static List<FigureSpec.Curve> curves(FigureNode panel) {
        return panel.nodes("curves").stream()
                .map(
                        curve ->
                                new FigureSpec.Curve(
                                        curve.id("experiment"),
                                        curve.text("label"),
                                        curve.id("line", ""),
                                        curve.id("drug", "")))
                .toList();
    }

    private static FigureSpec doseResponse(FigureNode node) {
        String control = node.id("control", "zero");
        if (!control.equals("zero") && !control.equals("highest")) {
            throw node.bad(
                    "control",
                    "must be zero (the dose 0) or highest (the largest value of the series)");
        }
        OptionalDouble start = node.optionalNumber("start");
        List<FigureSpec.DoseCurve> curves =
                node.nodes("curves").stream()
                        .map(
                                curve ->
                                        new FigureSpec.DoseCurve(
                                                curve.id("cells"),
                                                curve.text("label"),
                                                curve.id("line", ""),
                                                curve.id("drug", "")))
                        .toList();
        return new FigureSpec.DoseResponse(
                heading(node, Section.DOSE),
                node.id("observable"),
                node.number("time"),
                start,
                node.text("agent"),
                node.text("unit"),
                control.equals("zero") ? FigureSpec.Control.ZERO_DOSE : FigureSpec.Control.HIGHEST,
                curves);
    }

    private static FigureSpec matrix(FigureNode node) {
        return new FigureSpec.Matrix(
                heading(node, Section.COMBINATION),
                node.id("observable"),
                node.number("time"),
                agent(node.node("x")),
                agent(node.node("y")),
                matrixPanels(node));
    }

    private static List<FigureSpec.MatrixPanel> matrixPanels(FigureNode node) {
        return node.nodes("panels").stream()
                .map(panel -> new FigureSpec.MatrixPanel(panel.id("cells"), panel.text("label")))
                .toList();
    }

    private static FigureSpec synergy(FigureNode node) {
        return new FigureSpec.Synergy(
                heading(node, Section.COMBINATION),
                node.id("observable"),
                node.number("time"),
                node.optionalNumber("start"),
                agent(node.node("x")),
                agent(node.node("y")),
                matrixPanels(node));
    }

    private static FigureSpec.Agent agent(FigureNode node) {
        return new FigureSpec.Agent(node.text("agent"), node.text("unit"));
    }

    private static FigureSpec blot(FigureNode node) {
        return new FigureSpec.Blot(
                heading(node, Section.BLOTS),
                node.number("time"),
                node.id("reference"),
                node.nodes("lanes").stream()
                        .map(
                                lane ->
                                        new FigureSpec.Lane(
                                                lane.id("experiment"),
                                                lane.text("label"),
                                                lane.id("line", "")))
                        .toList(),
                node.nodes("bands").stream()
                        .map(band -> new FigureSpec.Band(band.id("observable"), band.text("label")))
                        .toList());
    }

    private static FigureSpec bars(FigureNode node) {
        return new FigureSpec.Bars(
                heading(node, Section.ERE),
                node.id("observable"),
                node.number("time"),
                node.content().containsKey("relative_to")
                        ? Optional.of(node.id("relative_to"))
                        : Optional.empty(),
                groups(node));
    }

    private static List<FigureSpec.BarGroup> groups(FigureNode node) {
        return node.nodes("groups").stream()
                .map(
                        group ->
                                new FigureSpec.BarGroup(
                                        group.text("label"),
                                        group.id("line", ""),
                                        bars(group, "bars")))
                .toList();
    }

    private static List<FigureSpec.Bar> bars(FigureNode node, String key) {
        return node.nodes(key).stream()
                .map(bar -> new FigureSpec.Bar(bar.id("experiment"), bar.text("label")))
                .toList();
    }

    private static FigureSpec phases(FigureNode node) {
        return new FigureSpec.Phases(
                heading(node, Section.CYCLE),
                node.number("time"),
                node.nodes("parts").stream()
                        .map(
                                part ->
                                        new FigureSpec.Part(
                                                part.id("observable"),
                                                part.text("label"),
                                                part.content().containsKey("minus")
                                                        ? Optional.of(part.id("minus"))
                                                        : Optional.empty()))
                        .toList(),
                groups(node));
    }

    private static FigureSpec network(FigureNode node) {
        Map<String, String> observables = new LinkedHashMap<>();
        FigureNode nodes = node.node("nodes");
        for (String name : nodes.content().keySet()) {
            observables.put(name, nodes.id(name));
        }
        List<FigureSpec.NodePosition> layout = new ArrayList<>();
        node.optionalNode("layout")
                .ifPresent(
                        positions -> {
                            for (String name : positions.content().keySet()) {
                                FigureNode position = positions.node(name);
                                layout.add(
                                        new FigureSpec.NodePosition(
                                                name,
                                                position.text("label", name),
                                                position.number("x"),
                                                position.number("y")));
                            }
                        });
        List<FigureSpec.Compartment> compartments =
                node.optionalNodes("compartments").stream()
                        .map(
                                box ->
                                        new FigureSpec.Compartment(
                                                box.text("label"),
                                                box.number("x"),
                                                box.number("y"),
                                                box.number("width"),
                                                box.number("height")))
                        .toList();
        return new FigureSpec.Network(
                heading(node, Section.MAP),
                node.number("time"),
                node.id("reference"),
                bars(node, "arms"),
                observables,
                layout,
                compartments);
    }
}
