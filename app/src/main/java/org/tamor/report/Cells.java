package org.tamor.report;

import java.util.Locale;
import org.tamor.report.figure.Numbers;

/// Numbers in the cells of tables.
public final class Cells {

    private Cells() {}

    /// A cell that stands to the right, as numbers do.
    public static String number(String text) {
        return "<td class=\"n\">" + Html.escape(text) + "</td>";
    }

    /// Hundredths with a sign.
    public static String points(double value) {
        return String.format(Locale.ROOT, "%+.1f", 100 * value).replace('-', '\u2212');
    }

    /// A p-value; empty where there is none.
    public static String probability(double value) {
        return Double.isNaN(value) ? "" : value < 1e-4 ? "< 0.0001" : Numbers.text(value, 2);
    }
}
