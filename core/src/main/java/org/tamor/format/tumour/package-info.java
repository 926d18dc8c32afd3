/// Tumour volumes of animals as people keep them: long tables with a row for each animal and day,
/// wide tables with a column for each day or each animal; CSV, TSV and XLSX.
///
/// [TumourReader] reads a file into a [TumourReading]: the study, every finding with its row and
/// column, and how names and units were understood. Nothing is guessed in silence or dropped.
@NullMarked
package org.tamor.format.tumour;

import org.jspecify.annotations.NullMarked;
