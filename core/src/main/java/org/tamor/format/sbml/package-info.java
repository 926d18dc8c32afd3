/// SBML: reading of Level 1, 2 and 3 core, writing of Level 3.
///
/// [SbmlReader] turns an SBML file into a [org.tamor.model.Model] on the JDK's StAX parser,
/// [SbmlWriter] turns a model into an SBML file. [MathMlReader] and [MathMlWriter] do the same for
/// single expressions.
///
/// Files are not trusted: a document type declaration, an external entity, more than 64 MiB or more
/// than 400 nested elements are refused. Every refusal names the line, the column and the element.
///
/// What SBML says and a model does not hold, and the reader therefore leaves out: notes,
/// constraints, SBO terms, layout and the content of packages that the file declares as not
/// required, annotations other than statements with BioModels qualifiers, statements about elements
/// without an id of the model's name space (rules, units, local parameters).
///
/// References: Hucka et al., The Systems Biology Markup Language (SBML): Language Specification for
/// Level 3 Version 2 Core, release 2 (2019); for Level 2 Version 5 Core (2015); Level 1 Version 2
/// (2003).
@NullMarked
package org.tamor.format.sbml;

import org.jspecify.annotations.NullMarked;
