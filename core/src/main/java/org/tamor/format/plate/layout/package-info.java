/// The ways in which people lay out measurements of drug combinations on a sheet, one class each:
/// [LongTable], [MatrixBlocks], [DoseMatrix], [PlateGrids].
///
/// A [Layout] turns a sheet into [Measurement]s that know the cell they come from. What wells make
/// up a block, and what the response means, is decided by `org.tamor.format.plate`.
@NullMarked
package org.tamor.format.plate.layout;

import org.jspecify.annotations.NullMarked;
