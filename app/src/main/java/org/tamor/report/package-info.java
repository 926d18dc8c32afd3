/// Figures and the report: results in, ECharts options with their data and one self-contained HTML
/// page out.
@NullMarked
package org.tamor.report;

import org.jspecify.annotations.NullMarked;
