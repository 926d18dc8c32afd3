package org.tamor.cli.console;

import java.util.List;
import java.util.Locale;
import org.tamor.format.sheet.Finding;

/// What was found in a file, as commands print and keep it.
public final class FindingText {

    private FindingText() {}

    /// One line: severity, place, message and code.
    public static String line(Finding finding) {
        String place = finding.location().toString();
        return severity(finding)
                + ": "
                + (place.isEmpty() ? "" : place + ": ")
                + finding.message().strip().replaceAll("\\s*[\\r\\n]+\\s*", " ")
                + " ["
                + finding.code()
                + "]";
    }

    /// Severity, code, place and message.
    public static List<String> row(Finding finding) {
        return List.of(
                severity(finding),
                finding.code(),
                finding.location().toString(),
                finding.message());
    }

    private static String severity(Finding finding) {
        return finding.severity().toString().toLowerCase(Locale.ROOT);
    }
}
