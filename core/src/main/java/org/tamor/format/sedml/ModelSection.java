package org.tamor.format.sedml;

import java.util.ArrayList;
import java.util.List;
import org.tamor.failure.Location;
import org.tamor.format.sbml.XmlCursor;

/// Reads `listOfModels`.
final class ModelSection {

    private final ElementReader reader;
    private final XmlCursor cursor;

    ModelSection(ElementReader reader) {
        this.reader = reader;
        cursor = reader.cursor();
    }

    List<ModelDefinition> read() {
        List<ModelDefinition> models = new ArrayList<>();
        reader.items(name -> {
            if (!name.equals("model")) {
                throw cursor.unexpected();
            }
            models.add(model());
        });
        return models;
    }

    private ModelDefinition model() {
        String id = reader.newId();
        String name = reader.text("name");
        String language = reader.text("language");
        String source = cursor.required("source");
        Location where = cursor.location();
        List<ModelChange> changes = new ArrayList<>();
        reader.children(list -> {
            if (!list.equals("listOfChanges")) {
                throw cursor.unexpected();
            }
            reader.items(kind -> changes.add(change(kind)));
        });
        return new ModelDefinition(id, name, language, source, changes, where);
    }

    private ModelChange change(String kind) {
        Target target =
                kind.equals("computeChange") ? reader.target("target") : reader.requiredTarget();
        return switch (kind) {
            case "changeAttribute" -> {
                String value =
                        cursor.attribute("newValue").orElseThrow(() -> cursor.missing("newValue"));
                reader.empty();
                yield new ModelChange.ChangeAttribute(target, value);
            }
            case "removeXML" -> {
                reader.empty();
                yield new ModelChange.RemoveXml(target);
            }
            case "addXML" -> new ModelChange.AddXml(target, newXml());
            case "changeXML" -> new ModelChange.ChangeXml(target, newXml());
            case "computeChange" -> {
                String symbol = reader.text("symbol");
                ElementReader.CalculationBuilder calculation = reader.new CalculationBuilder();
                reader.children(child -> {
                    if (!calculation.child(child)) {
                        throw cursor.unexpected();
                    }
                });
                yield new ModelChange.ComputeChange(target, symbol, calculation.build());
            }
            default -> throw cursor.unexpected();
        };
    }

    private String newXml() {
        StringBuilder markup = new StringBuilder();
        Location where = cursor.location();
        reader.children(name -> {
            if (!name.equals("newXML") || !markup.isEmpty()) {
                throw cursor.unexpected();
            }
            XmlMarkup.copy(cursor, markup);
        });
        if (markup.isEmpty()) {
            throw new org.tamor.failure.BadInputException(
                    "sedml.new-xml", where, "the change has no 'newXML'; add it");
        }
        return markup.toString();
    }
}
