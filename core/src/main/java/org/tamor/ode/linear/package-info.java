/// Solution of linear systems with the Newton matrix `I - gamma J` of implicit integrators, dense
/// and sparse.
///
/// A matrix is given by its pattern in compressed-column form (`columnStarts`, `rows`) once, and by
/// its values in that order as often as they change. [LinearSolver#forPattern] chooses between
/// [DenseLu] and [SparseLu] by the number of operations each would need. Nothing is allocated after
/// construction except when [SparseLu] has to choose other pivots.
@NullMarked
package org.tamor.ode.linear;

import org.jspecify.annotations.NullMarked;
