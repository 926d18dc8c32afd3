package org.tamor.format.plate.layout;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A position on a plate: `B2`, also written `B02` or `b2`.
///
/// @param row from 0
/// @param column from 0
public record WellName(int row, int column) {

    private static final Pattern PATTERN = Pattern.compile("([A-Za-z]{1,2})0*([1-9]\\d?)");

    public static Optional<WellName> of(String text) {
        Matcher matcher = PATTERN.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int row = 0;
        for (char letter : matcher.group(1).toUpperCase(Locale.ROOT).toCharArray()) {
            row = row * 26 + letter - 'A' + 1;
        }
        return Optional.of(new WellName(row - 1, Integer.parseInt(matcher.group(2)) - 1));
    }

    /// `B2` for every way of writing it; other texts as they are.
    public static String normalise(String text) {
        return of(text).map(WellName::toString).orElse(text.strip());
    }

    @Override
    public String toString() {
        String letters = row < 26 ? "" : String.valueOf((char) ('A' + row / 26 - 1));
        return letters + (char) ('A' + row % 26) + (column + 1);
    }
}
