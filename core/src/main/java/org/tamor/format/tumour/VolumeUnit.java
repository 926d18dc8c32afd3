package org.tamor.format.tumour;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.failure.Location;
import org.tamor.format.sheet.Findings;
import org.tamor.format.sheet.Sheet;

/// The unit of the volumes of a file.
final class VolumeUnit {

    private static final Map<String, Double> CUBIC_MILLIMETRES =
            Map.of("mm3", 1.0, "ul", 1.0, "µl", 1.0, "cm3", 1000.0, "cc", 1000.0, "ml", 1000.0);
    private static final double SURELY_MILLIMETRES = 20;

    private VolumeUnit() {}

    /// The factor to mm3: as declared, as the header says, else as the size of the volumes tells.
    static double factor(
            VolumeColumns columns,
            List<DraftReading> readings,
            Optional<String> declared,
            Sheet sheet,
            Findings findings) {
        boolean lengths = !columns.has("volume") && columns.has("length");
        String role = lengths ? "length" : columns.has("volume") ? "volume" : "day";
        Location where = sheet.at(columns.header().number(), columns.column(role));
        Optional<String> written = role.equals("day") ? Optional.empty() : columns.unit(role);
        if (lengths && columns.unit("width").or(() -> written).isPresent()) {
            return ofLengths(columns, declared, sheet, findings);
        }
        if (declared.isPresent()) {
            return declared(declared.get(), written, where, findings);
        }
        if (written.isPresent()) {
            if (!CUBIC_MILLIMETRES.containsKey(written.get())) {
                findings.problem(
                        "tumour.unit-unknown",
                        where,
                        "the unit '" + written.get() + "' is none of volume; use mm3 or cm3");
                return 1;
            }
            findings.note("tumour.unit", where, "volumes are in " + written.get());
            return CUBIC_MILLIMETRES.getOrDefault(written.get(), 1.0);
        }
        return bySize(readings, where, findings);
    }

    private static double ofLengths(
            VolumeColumns columns, Optional<String> declared, Sheet sheet, Findings findings) {
        String length = columns.unit("length").or(() -> columns.unit("width")).orElse("");
        String width = columns.unit("width").orElse(length);
        Location where = sheet.at(columns.header().number(), columns.column("length"));
        for (String unit : List.of(length, width)) {
            if (!unit.equals("mm") && !unit.equals("cm")) {
                findings.problem(
                        "tumour.unit-unknown",
                        where,
                        "the unit '" + unit + "' is none of length; use mm or cm");
                return 1;
            }
        }
        if (!length.equals(width)) {
            findings.problem(
                    "tumour.unit-contradicts",
                    where,
                    "lengths are in " + length + ", widths in " + width + "; use one unit");
        }
        return declared.isPresent()
                ? declared(declared.get(), Optional.of(length + "3"), where, findings)
                : CUBIC_MILLIMETRES.getOrDefault(length + "3", 1.0);
    }

    private static double declared(
            String unit, Optional<String> written, Location where, Findings findings) {
        String plain = unit.toLowerCase(java.util.Locale.ROOT).replace("^", "").replace("³", "3");
        if (!CUBIC_MILLIMETRES.containsKey(plain)) {
            findings.problem(
                    "tumour.unit-unknown",
                    where,
                    "the unit '" + unit + "' is not known; declare --unit mm3 or --unit cm3");
            return 1;
        }
        double factor = CUBIC_MILLIMETRES.getOrDefault(plain, 1.0);
        if (written.isPresent()
                && CUBIC_MILLIMETRES.getOrDefault(written.get(), factor) != factor) {
            findings.problem(
                    "tumour.unit-contradicts",
                    where,
                    "volumes are declared in "
                            + unit
                            + ", the header says "
                            + written.get()
                            + "; correct one of them");
        }
        return factor;
    }

    private static double bySize(List<DraftReading> readings, Location where, Findings findings) {
        double largest =
                readings.stream()
                        .mapToDouble(DraftReading::volume)
                        .filter(volume -> !Double.isNaN(volume))
                        .max()
                        .orElse(Double.NaN);
        if (largest > SURELY_MILLIMETRES) {
            findings.note(
                    "tumour.unit",
                    where,
                    "the file names no unit; volumes up to "
                            + Math.round(largest)
                            + " are taken as mm3 (--unit declares another)");
        } else if (!Double.isNaN(largest)) {
            findings.problem(
                    "tumour.unit-missing",
                    where,
                    "the file names no unit and the largest volume is "
                            + largest
                            + ", which may be mm3 or cm3; declare --unit");
        }
        return 1;
    }
}
