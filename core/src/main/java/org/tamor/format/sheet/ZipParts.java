package org.tamor.format.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tamor.failure.Location;

/// The parts of a workbook's zip file that hold its cells, within limits of size, number and
/// compression.
final class ZipParts {

    private static final int MAXIMUM_PARTS = 2_000;
    private static final long MAXIMUM_BYTES = 256L << 20;
    private static final int MAXIMUM_RATIO = 150;
    private static final int SMALL = 4 << 20;

    private ZipParts() {}

    static Optional<Map<String, byte[]>> read(String file, byte[] bytes, Remarks remarks) {
        Map<String, byte[]> parts = new HashMap<>();
        long total = 0;
        long limit = Math.min(MAXIMUM_BYTES, Math.max(SMALL, (long) MAXIMUM_RATIO * bytes.length));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            ZipEntry entry;
            int count = 0;
            while ((entry = zip.getNextEntry()) != null) {
                byte[] content = zip.readNBytes((int) (limit - total + 1));
                total += content.length;
                if (total > limit || ++count > MAXIMUM_PARTS) {
                    remarks.problem(
                            "plate.zip-bomb",
                            Location.ofFile(file),
                            "the file unpacks to far more than a workbook of its size; save it"
                                    + " again, or as CSV");
                    return Optional.empty();
                }
                if (isNeeded(entry.getName())) {
                    parts.put(entry.getName(), content);
                }
            }
        } catch (IOException | IllegalArgumentException damage) {
            remarks.problem(
                    "plate.damaged-workbook",
                    Location.ofFile(file),
                    "the file is a damaged zip file; open it in a spreadsheet and save it again");
            return Optional.empty();
        }
        return Optional.of(parts);
    }

    private static boolean isNeeded(String name) {
        return name.startsWith("xl/") && (name.endsWith(".xml") || name.endsWith(".rels"));
    }
}
