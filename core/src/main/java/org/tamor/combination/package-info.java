/// Measurements of drug combinations: wells, doses, the scale of the response.
///
/// The canonical response is `y`, a fraction of the untreated control that falls with effect: 1 is no
/// effect, 0 no cells. Every excess is `expected - observed` on that axis, so **positive is synergy**
/// whatever the scale of the file was. Dose 0 is a dose. An evaluator returns a value with a
/// [org.tamor.combination.Status], never a bare NaN.
///
/// `curve` fits the response to one drug, `surface` says what to expect of several, `inference`
/// scores measurements and says what the score is worth.
@NullMarked
package org.tamor.combination;

import org.jspecify.annotations.NullMarked;
