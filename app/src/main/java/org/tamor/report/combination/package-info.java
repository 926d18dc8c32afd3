/// The report of measurements of drug combinations, and their export for other programs.
@NullMarked
package org.tamor.report.combination;

import org.jspecify.annotations.NullMarked;
