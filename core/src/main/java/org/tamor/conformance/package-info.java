/// Runs public test suites of SBML and PEtab and says which of their cases the program passes.
@NullMarked
package org.tamor.conformance;

import org.jspecify.annotations.NullMarked;
