package org.tamor.format.sbml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.FluxBalanceProblem;
import org.tamor.model.FluxBalanceProblem.FluxBound;
import org.tamor.model.FluxBalanceProblem.Side;
import org.tamor.model.Model;
import org.w3c.dom.Element;

/// Reads the bounds and the active objective of the package `fbc`, Versions 1 and 2.
public final class FluxBalanceReader {

    private static final String FBC = "http://www.sbml.org/sbml/level3/version1/fbc/version";

    private final String file;

    private FluxBalanceReader(String file) {
        this.file = file;
    }

    /// Reads a model with its flux balance problem.
    ///
    /// @throws BadInputException where the file has no objective of `fbc` Version 1 or 2
    public static FluxBalanceProblem read(Path path) {
        Model model = SbmlReader.read(path);
        String file = path.toString();
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(path)) {
            bytes = SbmlReader.bytes(stream);
        } catch (IOException failure) {
            throw new BadInputException(
                    "sbml.not-readable",
                    Location.ofFile(file),
                    "the file cannot be read: " + failure.getMessage());
        }
        return of(model, bytes, file);
    }

    /// Reads the flux balance problem of a model from the bytes of its file.
    ///
    /// @param file names the bytes in messages
    public static FluxBalanceProblem read(byte[] bytes, String file) {
        return of(SbmlReader.read(new ByteArrayInputStream(bytes), file), bytes, file);
    }

    private static FluxBalanceProblem of(Model model, byte[] bytes, String file) {
        Element root = XmlTree.parse(bytes, file).getDocumentElement();
        Element element = XmlTree.children(root, "model").getFirst();
        FluxBalanceReader reader = new FluxBalanceReader(file);
        return new FluxBalanceProblem(model, reader.bounds(element), reader.objective(element));
    }

    private BadInputException fail(String element, String message) {
        return new BadInputException(
                "sbml.fbc", Location.ofFile(file).withElement(element), message);
    }

    private static String attribute(Element element, String name) {
        for (String version : List.of("1", "2")) {
            String value = element.getAttributeNS(FBC + version, name).strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private List<FluxBound> bounds(Element model) {
        List<FluxBound> bounds = new ArrayList<>();
        for (Element bound : XmlTree.items(model, "listOfFluxBounds")) {
            Side side =
                    switch (attribute(bound, "operation")) {
                        case "greaterEqual" -> Side.LOWER;
                        case "lessEqual" -> Side.UPPER;
                        case "equal" -> Side.BOTH;
                        default ->
                                throw fail(
                                        "fluxBound",
                                        "the operation '"
                                                + XmlCursor.shown(attribute(bound, "operation"))
                                                + "' is none of greaterEqual, lessEqual, equal");
                    };
            double value = number(attribute(bound, "value"), "fluxBound");
            bounds.add(
                    new FluxBound(
                            attribute(bound, "reaction"), side, new Expression.Constant(value)));
        }
        for (Element reaction : XmlTree.items(model, "listOfReactions")) {
            String id = reaction.getAttribute("id").strip();
            String lower = attribute(reaction, "lowerFluxBound");
            String upper = attribute(reaction, "upperFluxBound");
            if (!lower.isEmpty()) {
                bounds.add(new FluxBound(id, Side.LOWER, new Expression.Symbol(lower)));
            }
            if (!upper.isEmpty()) {
                bounds.add(new FluxBound(id, Side.UPPER, new Expression.Symbol(upper)));
            }
        }
        return bounds;
    }

    private FluxBalanceProblem.Objective objective(Element model) {
        for (Element list : XmlTree.children(model, "listOfObjectives")) {
            String active = attribute(list, "activeObjective");
            for (Element objective : XmlTree.children(list, "objective")) {
                if (attribute(objective, "id").equals(active)) {
                    return objective(objective, active);
                }
            }
        }
        throw fail(
                "model",
                "the model has no active objective of the package fbc, Version 1 or 2; add one");
    }

    private FluxBalanceProblem.Objective objective(Element objective, String id) {
        List<FluxBalanceProblem.Term> terms = new ArrayList<>();
        for (Element flux : XmlTree.items(objective, "listOfFluxObjectives")) {
            terms.add(
                    new FluxBalanceProblem.Term(
                            attribute(flux, "reaction"),
                            number(attribute(flux, "coefficient"), "objective " + id)));
        }
        return switch (attribute(objective, "type")) {
            case "maximize" -> new FluxBalanceProblem.Objective(id, true, terms);
            case "minimize" -> new FluxBalanceProblem.Objective(id, false, terms);
            default -> throw fail("objective " + id, "the type is maximize or minimize");
        };
    }

    private double number(String text, String element) {
        return switch (text) {
            case "INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!XmlNumbers.isDecimal(text)) {
                    throw fail(element, "'" + XmlCursor.shown(text) + "' is not a number");
                }
                yield Double.parseDouble(text);
            }
        };
    }
}
