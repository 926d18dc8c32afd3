/// Antimony, the text language of reaction networks (Smith et al., Bioinformatics 25:2452, 2009).
///
/// [AntimonyReader] reads a text, puts submodels in the place of their calls (`A.x` becomes `A__x`)
/// and returns a [org.tamor.model.Model]. It is stricter than libAntimony in three ways: a name
/// that is given two values, or two rules, in the same model is refused, and so are names in
/// formulas that nothing defines and units that nothing defines. The unit of a species is that of
/// its substance, as in SBML; where it is the unit of a concentration (model substance by volume),
/// it is taken as said of the concentration. A name counts as defined where it has a value, a rule,
/// an event assignment, a unit or a declaration. Not read, each with an error that names the place:
/// DNA strands, genes and operators, constraints and objectives, distributions and uncertainty,
/// conversion factors of submodels, layout.
@NullMarked
package org.tamor.format.antimony;

import org.jspecify.annotations.NullMarked;
