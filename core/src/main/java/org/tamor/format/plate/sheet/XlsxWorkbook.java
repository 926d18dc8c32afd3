package org.tamor.format.plate.sheet;

import java.util.List;
import org.tamor.failure.Location;

/// The worksheets of an XLSX workbook.
final class XlsxWorkbook {

    private final String file;
    private final byte[] bytes;
    private final Remarks remarks;

    XlsxWorkbook(String file, byte[] bytes, Remarks remarks) {
        this.file = file;
        this.bytes = bytes;
        this.remarks = remarks;
    }

    List<Sheet> sheets() {
        remarks.problem("plate.not-xlsx", Location.ofFile(file), "no workbook of " + bytes.length);
        return List.of();
    }
}
