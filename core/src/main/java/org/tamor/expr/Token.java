package org.tamor.expr;

import org.tamor.failure.Location;

/// A word of a formula and where it begins; `text` of a [Kind#TEXT] is without its quotes.
public record Token(Kind kind, String text, int line, int column) {

    /// What a word is.
    public enum Kind {
        NUMBER,
        NAME,
        TEXT,
        /// An operator, bracket, comma or any other mark.
        MARK,
        /// Where the formula ends.
        END
    }

    public boolean is(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    public Location in(Location file) {
        return new Location(file.file(), line, column, file.element());
    }

    /// How a message names it.
    public String describe() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
