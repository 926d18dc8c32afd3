package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.study.FigureSpec.Bar;
import org.tamor.report.figure.study.FigureSpec.NodePosition;
import org.tamor.study.Edge;

/// Draws the pathway map: nodes where the figure file places them, edges of the study, and for
/// every arm the activities relative to the reference.
final class NetworkFigures {

    private static final double COLUMN = 130;
    private static final double ROW = 80;
    private static final int COLUMNS = 8;

    private final Readings readings;
    private final List<Edge> edges;
    private final List<String> cuts;

    NetworkFigures(Readings readings, List<Edge> edges, List<String> cuts) {
        this.readings = readings;
        this.edges = edges;
        this.cuts = cuts;
    }

    Figure build(FigureSpec.Network spec) {
        DataTable.Builder data =
                new DataTable.Builder(
                        "arm",
                        "experiment",
                        "node",
                        "observable",
                        "time_h",
                        "value",
                        "log2_relative_to_reference");
        List<NodePosition> positions = positions(spec);
        List<Object> nodes = new ArrayList<>();
        for (NodePosition position : positions) {
            nodes.add(
                    Json.object()
                            .with("id", position.name())
                            .with("label", position.label())
                            .with("x", position.x())
                            .with("y", position.y())
                            .with("observable", spec.nodes().getOrDefault(position.name(), "")));
        }
        List<Object> links = new ArrayList<>();
        for (Edge edge : edges) {
            links.add(
                    Json.object()
                            .with("id", edge.id())
                            .with("source", edge.source())
                            .with("target", edge.target())
                            .with("sign", edge.sign().label())
                            .with("cut", cuts.contains(edge.id()))
                            .with("description", edge.description())
                            .with("reference", edge.reference()));
        }
        List<Object> arms = new ArrayList<>();
        for (Bar arm : spec.arms()) {
            arms.add(Json.object("label", arm.label(), "values", activities(spec, arm, data)));
        }
        List<Object> boxes =
                spec.compartments().stream()
                        .map(
                                box ->
                                        (Object)
                                                Json.object()
                                                        .with("label", box.label())
                                                        .with("x", box.x())
                                                        .with("y", box.y())
                                                        .with("width", box.width())
                                                        .with("height", box.height()))
                        .toList();
        Map<String, Object> option =
                Json.object()
                        .with("nodes", nodes)
                        .with("edges", links)
                        .with("compartments", boxes)
                        .with("arms", arms);
        double bottom =
                Math.max(
                        positions.stream().mapToDouble(NodePosition::y).max().orElse(0) + 60,
                        spec.compartments().stream()
                                .mapToDouble(box -> box.y() + box.height())
                                .max()
                                .orElse(0));
        return new Figure(
                spec.heading().id(),
                spec.heading().section(),
                Figure.Renderer.NETWORK,
                spec.heading().title(),
                spec.heading().caption(),
                String.format(
                        Locale.ROOT,
                        "Network of %d nodes and %d edges; node colour is activity relative to %s"
                            + " at %s h.",
                        nodes.size(),
                        edges.size(),
                        spec.reference(),
                        Numbers.text(spec.time())),
                (int) Math.min(1400, bottom + 20),
                option,
                data.build(),
                readings.takeMissing());
    }

    /// log2 of the fold over the reference, by node.
    private Map<String, Object> activities(
            FigureSpec.Network spec, Bar arm, DataTable.Builder data) {
        Map<String, Object> values = Json.object();
        spec.nodes()
                .forEach(
                        (node, observable) -> {
                            OptionalDouble value =
                                    readings.at(observable, arm.experiment(), spec.time());
                            OptionalDouble reference =
                                    readings.at(observable, spec.reference(), spec.time());
                            if (value.isPresent()
                                    && reference.isPresent()
                                    && value.getAsDouble() > 0
                                    && reference.getAsDouble() > 0) {
                                double log =
                                        Math.log(value.getAsDouble() / reference.getAsDouble())
                                                / Math.log(2);
                                values.put(node, Numbers.round(log, 4));
                                data.add(
                                        arm.label(),
                                        arm.experiment(),
                                        node,
                                        observable,
                                        spec.time(),
                                        Numbers.round(value.getAsDouble(), 6),
                                        Numbers.round(log, 6));
                            }
                        });
        return values;
    }

    /// All nodes of the edges and the figure; those without a place stand in rows below the others.
    private List<NodePosition> positions(FigureSpec.Network spec) {
        Map<String, NodePosition> placed = new HashMap<>();
        spec.layout().forEach(position -> placed.put(position.name(), position));
        Set<String> names = new LinkedHashSet<>();
        edges.forEach(edge -> names.addAll(List.of(edge.source(), edge.target())));
        names.addAll(spec.nodes().keySet());
        double below =
                Math.max(
                                spec.layout().stream()
                                        .mapToDouble(NodePosition::y)
                                        .max()
                                        .orElse(-40),
                                spec.compartments().stream()
                                        .mapToDouble(box -> box.y() + box.height())
                                        .max()
                                        .orElse(-40))
                        + 70;
        List<NodePosition> positions = new ArrayList<>();
        int free = 0;
        for (String name : names) {
            NodePosition position = placed.get(name);
            if (position == null) {
                position =
                        new NodePosition(
                                name,
                                name,
                                80 + free % COLUMNS * COLUMN,
                                below + Math.floorDiv(free, COLUMNS) * ROW);
                free++;
            }
            positions.add(position);
        }
        return positions;
    }
}
