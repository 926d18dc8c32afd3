/// From a model to equations, and from equations to JVM bytecode.
///
/// [Equations] turns a model into a first-order system `dy/dt = f(t, y; p)`: it chooses the state
/// vector y and the vector p of quantities that stay constant between discontinuities, inlines
/// functions, and orders assignment rules by what they need. All formulas share one hash-consed
/// graph, in which equal subexpressions are one node; derivatives are taken in the same graph.
/// [CompiledModel] holds the result as generated classes: the right-hand side, its sparse analytic
/// Jacobian, the functions whose sign changes are discontinuities, and the outputs.
///
/// Generated code follows HotSpot's limits: a method above 8,000 bytes of bytecode is interpreted
/// for ever, so formulas are cut into methods of one to two kilobytes which a tree of drivers
/// calls.
@NullMarked
package org.tamor.jit;

import org.jspecify.annotations.NullMarked;
