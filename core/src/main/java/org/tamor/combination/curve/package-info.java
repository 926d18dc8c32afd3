/// Curves of the response to one drug: Hill, flat, two-phase, interpolated; fits; potency and growth metrics.
@NullMarked
package org.tamor.combination.curve;

import org.jspecify.annotations.NullMarked;
