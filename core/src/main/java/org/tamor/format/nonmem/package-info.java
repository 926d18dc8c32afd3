/// Tables of dose records as NONMEM and its relatives read them: one line for each dose,
/// observation or reset of a subject, with additional doses (ADDL) at an interval (II).
///
/// Doses are read into regimens, one for each subject, and written from them. What cannot be told
/// from a table alone is refused with the reason: steady state (SS), rates and durations that the
/// model estimates (RATE -1, -2), clock times. Meanings follow the NONMEM Users Guide, part VI
/// (PREDPP), chapter V.
@NullMarked
package org.tamor.format.nonmem;

import org.jspecify.annotations.NullMarked;
