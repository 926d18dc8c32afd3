/// What to expect of several drugs: reference models of no interaction and parametric response surfaces.
@NullMarked
package org.tamor.combination.surface;

import org.jspecify.annotations.NullMarked;
