/// The report of a simulation experiment in SED-ML.
@NullMarked
package org.tamor.report.experiment;

import org.jspecify.annotations.NullMarked;
