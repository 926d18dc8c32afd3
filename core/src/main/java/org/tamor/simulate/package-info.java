/// Runs a compiled model through a timeline: pre-equilibration, interventions, events, outputs at
/// given times.
@NullMarked
package org.tamor.simulate;

import org.jspecify.annotations.NullMarked;
