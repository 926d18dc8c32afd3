/// Figures that a simulation experiment in SED-ML asks for.
@NullMarked
package org.tamor.report.figure.experiment;

import org.jspecify.annotations.NullMarked;
