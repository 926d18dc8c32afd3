/// Integration of ordinary differential equations: solvers, dense output, root finding, linear
/// algebra.
///
/// Nothing here knows of models. A problem is a [RightHandSide] with, optionally, its sparse
/// [Jacobian] and [RootFunctions]. Numerical code writes into the caller's arrays and allocates
/// nothing per step.
@NullMarked
package org.tamor.ode;

import org.jspecify.annotations.NullMarked;
