package org.tamor.regimen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Regimen files for tests.
final class RegimenFixture {

    static final String HEAD =
            """
            amounts: nmol/kg
            subject: {mass: 20 g, surface: 0.01 m2}
            drugs:
              tamoxifen:
                molar_mass: 371.5 g/mol
                routes: {sc: depot}
              temsirolimus:
                routes: {iv: {into: blood, rate: infusion}}
            regimens:
            """;

    private RegimenFixture() {}

    /// Reads a file of the drugs above and one regimen `r` with these dose lines and further parts.
    static RegimenFile file(Path folder, String parts) {
        try {
            Path path = folder.resolve("regimens.yaml");
            Files.writeString(path, HEAD + "  r:\n" + parts.indent(4));
            return RegimenReader.read(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schedule schedule(Path folder, String parts) {
        RegimenFile file = file(folder, parts);
        return Schedule.of(file, file.regimens().getFirst());
    }
}
