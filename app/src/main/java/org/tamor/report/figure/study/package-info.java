/// Figures of a study: what its figure file asks for.
///
/// A [FigureSpec] says what is wanted, a builder such as [CurveFigures] reads the values out of
/// [Readings] and returns a figure.
@NullMarked
package org.tamor.report.figure.study;

import org.jspecify.annotations.NullMarked;
