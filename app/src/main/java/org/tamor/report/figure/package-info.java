/// What figures are made of: ECharts options that carry their own data.
///
/// A [Figure] holds an option (maps, lists, strings and numbers, no functions), the plotted data as a
/// [DataTable], and what could not be drawn. Options are laid out for a canvas [PanelPlot#WIDTH] pixels
/// wide. The figures of each subject have a room of their own beneath.
@NullMarked
package org.tamor.report.figure;

import org.jspecify.annotations.NullMarked;
