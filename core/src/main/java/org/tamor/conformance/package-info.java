/// Runs the public test suite of SBML and says which of its cases the program passes.
@NullMarked
package org.tamor.conformance;

import org.jspecify.annotations.NullMarked;
