/// Figures of measurements of drug combinations.
@NullMarked
package org.tamor.report.figure.combination;

import org.jspecify.annotations.NullMarked;
