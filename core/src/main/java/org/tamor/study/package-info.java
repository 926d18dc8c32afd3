/// Studies: reads a study folder, runs its experiments, judges its claims.
///
/// A study is a PEtab problem with tables of designs, claims, edges and provenance. `StudyReader`
/// reads and checks it, `StudyRunner` runs what its measurements, claims and figures ask for and
/// gives [StudyResults], `ResultTables` writes these as tables. Data moves that one way; every
/// stage is an immutable value.
@NullMarked
package org.tamor.study;

import org.jspecify.annotations.NullMarked;
