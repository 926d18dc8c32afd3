/// The reaction network: what SBML core and Antimony describe, as immutable records.
///
/// A [Model] holds compartments, species, parameters, reactions, rules, initial assignments, events, function and unit
/// definitions. Readers build it, [ModelValidator] checks that it makes sense and [UnitChecker] that its units agree, the
/// compiler turns it into equations. Identifiers share one
/// name space. Units are ids of unit definitions or of SBML base units; "" means not declared.
@NullMarked
package org.tamor.model;

import org.jspecify.annotations.NullMarked;
