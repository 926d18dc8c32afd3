/// The report of a study: its verdicts, figures, limits and parameters.
@NullMarked
package org.tamor.report.study;

import org.jspecify.annotations.NullMarked;
