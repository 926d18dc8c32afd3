package org.tamor.format.plate.layout;

import java.util.List;
import java.util.OptionalDouble;
import org.tamor.failure.Location;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.DecimalMark;
import org.tamor.format.sheet.NumberText;
import org.tamor.format.sheet.Remarks;

/// What a [Layout] needs to read a sheet, and where it puts what it reads.
///
/// @param table what is declared of the file
/// @param plate name of the plate where the file gives none
/// @param measurements to be added to
public record LayoutReading(
        Declarations declared,
        TableRecipe table,
        DecimalMark decimal,
        String plate,
        PlateMap map,
        Remarks remarks,
        List<Measurement> measurements) {

    /// The reading of a well: NaN, with a note, where there is none.
    double response(Cell cell, Location where) {
        return switch (NumberText.read(cell, decimal)) {
            case NumberText.Value value -> value.number();
            case NumberText.Missing missing when missing.outOfRange() -> {
                remarks.warn(
                        "plate.out-of-range",
                        where,
                        "'"
                                + missing.text()
                                + "': the reader could not measure the signal; the well is kept as"
                                + " missing, and the block may be biased for it");
                yield Double.NaN;
            }
            case NumberText.Missing missing -> {
                remarks.note(
                        "plate.missing-reading",
                        where,
                        missing.text().isEmpty()
                                ? "no reading; the well is kept as missing"
                                : "no reading ('"
                                        + missing.text()
                                        + "'); the well is kept as missing");
                yield Double.NaN;
            }
            case NumberText.Refused refused -> {
                remarks.problem(refused.code(), where, refused.message());
                yield Double.NaN;
            }
        };
    }

    /// A dose; empty, with a problem, where there is none.
    OptionalDouble dose(Cell cell, Location where) {
        return switch (NumberText.read(cell, decimal)) {
            case NumberText.Value value -> {
                if (value.number() < 0) {
                    remarks.problem(
                            "plate.negative-dose",
                            where,
                            "the dose "
                                    + cell.text()
                                    + " is below 0; doses are amounts, not their logarithms");
                    yield OptionalDouble.empty();
                }
                yield OptionalDouble.of(value.number());
            }
            case NumberText.Missing missing -> {
                remarks.problem(
                        "plate.missing-dose",
                        where,
                        "no dose ('" + missing.text() + "'); write it, 0 where the drug is absent");
                yield OptionalDouble.empty();
            }
            case NumberText.Refused refused -> {
                remarks.problem(refused.code(), where, refused.message());
                yield OptionalDouble.empty();
            }
        };
    }

    /// A number that is neither dose nor reading, such as a time; NaN, with a problem, where it is
    /// none.
    double other(Cell cell, Location where) {
        return switch (NumberText.read(cell, decimal)) {
            case NumberText.Value value -> value.number();
            case NumberText.Missing missing -> Double.NaN;
            case NumberText.Refused refused -> {
                remarks.problem(refused.code(), where, refused.message());
                yield Double.NaN;
            }
        };
    }
}
