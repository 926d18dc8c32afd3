/// Profile likelihoods: how far each parameter can move, the others fitted anew, before the
/// measurements speak against it.
@NullMarked
package org.tamor.calibrate.profile;

import org.jspecify.annotations.NullMarked;
