/// Files of tables as grids of cells that know where they stand: delimited text in any usual
/// encoding, and XLSX workbooks.
///
/// [SheetReader] reads a file into [Sheet]s; [NumberText] reads a cell as a number, or says why it
/// is none. What was noticed on the way is a [Finding]. What a cell means is the concern of those
/// who read plates and tumours.
@NullMarked
package org.tamor.format.sheet;

import org.jspecify.annotations.NullMarked;
