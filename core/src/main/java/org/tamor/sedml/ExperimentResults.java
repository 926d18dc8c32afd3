package org.tamor.sedml;

import java.util.List;
import java.util.Map;
import org.tamor.format.sedml.OutputDefinition;
import org.tamor.format.sedml.SedmlDocument;

/// What came out of an experiment.
///
/// @param generators the numbers of the data generators that outputs use, by id
/// @param notes what was done otherwise than the document says, one line each
public record ExperimentResults(
        SedmlDocument document, Map<String, NumericArray> generators, List<String> notes) {

    public ExperimentResults {
        generators = Map.copyOf(generators);
        notes = List.copyOf(notes);
    }

    /// The numbers of a data generator that some output uses.
    public NumericArray of(String generator) {
        NumericArray array = generators.get(generator);
        if (array == null) {
            throw new IllegalArgumentException("no generator " + generator);
        }
        return array;
    }

    /// The reports, in the order of the document. Arrays of several dimensions are written row
    /// after row, those with fewer dimensions than their neighbours again for each row.
    public List<ReportTable> reports() {
        return document.outputs().stream()
                .filter(OutputDefinition.Report.class::isInstance)
                .map(OutputDefinition.Report.class::cast)
                .map(this::table)
                .toList();
    }

    private ReportTable table(OutputDefinition.Report report) {
        List<NumericArray> arrays =
                report.dataSets().stream().map(set -> of(set.generator())).toList();
        int rank = arrays.stream().mapToInt(NumericArray::rank).max().orElse(0);
        List<NumericArray> deep = arrays.stream().filter(array -> array.rank() == rank).toList();
        int[] shape = NumericArray.covering(deep);
        List<double[]> columns =
                arrays.stream()
                        .map(array ->
                                rank > 1 && fits(array.shape(), shape)
                                        ? array.spread(shape)
                                        : array.values())
                        .toList();
        return new ReportTable(
                report.id(),
                report.title(),
                report.dataSets().stream().map(OutputDefinition.DataSet::label).toList(),
                columns);
    }

    private static boolean fits(int[] shape, int[] larger) {
        int skipped = larger.length - shape.length;
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] > larger[d + skipped]) {
                return false;
            }
        }
        return shape.length > 0;
    }
}
