/// Measurements of drug combinations as people keep them: tables, dose matrices and plate-reader
/// grids, as CSV, TSV and XLSX.
///
/// [PlateReader] reads files into a [PlateReading]: the [CombinationBlock]s, every [Finding] with
/// its row and column, and the [Recipe] that says how the files were understood and reads them the
/// same way again. Nothing is guessed in silence, nothing imputed or dropped: what is ambiguous is
/// a finding that asks for a declaration.
@NullMarked
package org.tamor.format.plate;

import org.jspecify.annotations.NullMarked;
import org.tamor.format.sheet.Finding;
