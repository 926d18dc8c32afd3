/// Figures: what a study's figure file asks for, drawn as ECharts options that carry their own
/// data.
///
/// A [FigureSpec] says what is wanted, a builder such as [GrowthFigures] reads the values out of
/// [Readings] and returns a [Figure]: an option (maps, lists, strings and numbers, no functions),
/// the plotted data as a [DataTable], and what could not be drawn. Options are laid out for a
/// canvas [PanelPlot#WIDTH] pixels wide.
@NullMarked
package org.tamor.report.figure;

import org.jspecify.annotations.NullMarked;
