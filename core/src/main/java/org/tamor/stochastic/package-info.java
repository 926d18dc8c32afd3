/// Stochastic simulation of reaction networks: whole molecules, one random reaction after another.
///
/// ## What is simulated
///
/// A species that reactions change has a whole number of molecules, its SBML amount. The rate law
/// of a reaction, read as SBML defines it, is its propensity: reactions per time. A
/// [org.tamor.stochastic.StochasticSimulator] draws trajectories of the Markov process by
///
/// - the next-reaction method (Gibson and Bruck, J. Phys. Chem. A 104 (2000) 1876-1889), exact:
///   each reaction has a tentative time in an indexed priority queue, and only the propensities
///   that a reaction changes are computed anew; or
/// - tau-leaping (Cao, Gillespie and Petzold, J. Chem. Phys. 124 (2006) 044109), approximate: all
///   reactions within an interval over which propensities hardly change are drawn at once.
///
/// ## Time and continuous quantities
///
/// Variables of rate rules move along straight lines between events; a rate that itself changes
/// smoothly is refused. A propensity that depends on time or such a variable is integrated: the
/// reaction happens when the integral reaches an exponential number, exact up to quadrature.
/// Comparisons with time, in triggers, rate laws or rate rules, are located to the last bit.
///
/// ## Refused, with the name of the element
///
/// Rate laws that turn negative (as those of reversible reactions do), reactions that consume more
/// than there is, amounts and stoichiometries that are not whole, stoichiometries that change,
/// rates of rate rules that change smoothly, draws from distributions outside initial assignments
/// and events; tau-leaping with propensities that change smoothly with time.
@NullMarked
package org.tamor.stochastic;

import org.jspecify.annotations.NullMarked;
