package org.tamor.format.sedml;

import java.util.ArrayList;
import java.util.List;
import org.tamor.failure.Location;
import org.tamor.format.sbml.XmlCursor;
import org.tamor.format.sedml.DataDescription.DataSource;
import org.tamor.format.sedml.DataDescription.Slice;

/// Reads `listOfDataDescriptions`.
final class DataSection {

    private final ElementReader reader;
    private final XmlCursor cursor;

    DataSection(ElementReader reader) {
        this.reader = reader;
        cursor = reader.cursor();
    }

    List<DataDescription> read() {
        List<DataDescription> descriptions = new ArrayList<>();
        reader.items(name -> {
            if (!name.equals("dataDescription")) {
                throw cursor.unexpected();
            }
            descriptions.add(description());
        });
        return descriptions;
    }

    private DataDescription description() {
        String id = reader.newId();
        String source = cursor.required("source");
        String format = reader.text("format");
        Location where = cursor.location();
        List<String> dimensions = new ArrayList<>();
        List<DataSource> sources = new ArrayList<>();
        cursor.childrenAmongText(name -> {
            switch (name) {
                case "dimensionDescription" -> cursor.childrenAmongText(_ -> dimension(dimensions));
                case "listOfDataSources" -> reader.items(_ -> sources.add(source()));
                default -> {
                    // notes and annotations
                }
            }
        });
        return new DataDescription(id, source, format, dimensions, sources, where);
    }

    /// The elements are NuML's, which documents often leave in the namespace of SED-ML.
    private void dimension(List<String> dimensions) {
        if (cursor.localName().equals("compositeDescription")) {
            String id = reader.text("id");
            String name = reader.text("name");
            dimensions.add(id.isEmpty() ? name : id);
            cursor.childrenAmongText(_ -> dimension(dimensions));
        }
    }

    private DataSource source() {
        if (!cursor.localName().equals("dataSource")) {
            throw cursor.unexpected();
        }
        String id = reader.newId();
        String indexSet = reader.text("indexSet");
        Location where = cursor.location();
        List<Slice> slices = new ArrayList<>();
        reader.children(list -> {
            if (!list.equals("listOfSlices")) {
                throw cursor.unexpected();
            }
            reader.items(_ -> {
                slices.add(
                        new Slice(
                                cursor.required("reference"),
                                reader.text("value"),
                                reader.optionalCount("startIndex"),
                                reader.optionalCount("endIndex"),
                                cursor.location()));
                reader.empty();
            });
        });
        return new DataSource(id, indexSet, slices, where);
    }
}
