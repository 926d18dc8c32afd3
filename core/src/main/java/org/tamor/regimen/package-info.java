/// Doses in time: a small language for regimens, the list of doses that one stands for, and the
/// same as conditions and experiments of PEtab.
///
/// A [Regimen] is what was written: lines of drug, amount, route and timing, missed doses, holidays
/// and rules. A [Schedule] is what follows from it: every single [Dose] with its time. Times are in
/// hours from the start of the experiment. Rules that look at the state of the model (hold a dose
/// while the tumour is small, say) become part of the dose's formula and are decided when the dose
/// falls due; see `docs/regimens.md`.
@NullMarked
package org.tamor.regimen;

import org.jspecify.annotations.NullMarked;
