package org.tamor.calibrate.validation;

import org.tamor.calibrate.ensemble.PredictionTables;

/// Tables of a validation, as CSV.
public final class ValidationTables {

    private ValidationTables() {}

    /// One row for each measurement and what the ensemble knew of it.
    public static String measurements(Validation validation) {
        StringBuilder text =
                new StringBuilder("set,group,")
                        .append(PredictionTables.WHAT)
                        .append(
                                ",measurement,probability,inside50,inside90,logScore,"
                                        + "logScoreOfNominal,effectiveVectors,rHat\n");
        for (Validation.Scored one : validation.scored()) {
            text.append(one.kind().label()).append(',');
            text.append(quoted(one.group())).append(',');
            text.append(PredictionTables.what(one.measurement()));
            text.append(',').append(one.measurement().value());
            text.append(',').append(one.probability());
            text.append(',').append(one.inside(0.5)).append(',').append(one.inside(0.9));
            text.append(',').append(one.logScore()).append(',').append(one.logScoreOfNominal());
            text.append(',')
                    .append(one.effective())
                    .append(',')
                    .append(one.rHat().isPresent() ? one.rHat().getAsDouble() : "");
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
