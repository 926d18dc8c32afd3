/// Files of tables as grids of cells that know where they stand: delimited text in any usual
/// encoding, and XLSX workbooks.
///
/// [SheetReader] reads a file into [Sheet]s; [NumberText] reads a cell as a number, or says why it
/// is none. What a cell means is the concern of the layouts in `org.tamor.format.plate`.
@NullMarked
package org.tamor.format.plate.sheet;

import org.jspecify.annotations.NullMarked;
