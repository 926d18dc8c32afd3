package org.tamor.expr;

import java.util.ArrayList;
import java.util.List;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Splits the text of one formula into tokens.
final class Tokenizer {

    private static final String[] MARKS = {"**", "&&", "||", "==", "!=", "<=", ">="};

    private final String text;
    private final Location start;
    private final boolean texts;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line;
    private int lineStart;

    private Tokenizer(String text, Location start, boolean texts) {
        this.text = text;
        this.start = start;
        this.texts = texts;
        this.line = start.line();
        this.lineStart = start.column() > 0 ? 1 - start.column() : 0;
    }

    static List<Token> tokenize(String text, Location start, Syntax syntax) {
        return new Tokenizer(text, start, syntax.texts()).run();
    }

    private List<Token> run() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n') {
                position++;
                lineStart = position;
                line = line > 0 ? line + 1 : line;
            } else if (Character.isWhitespace(c)) {
                position++;
            } else if (isNameStart(c)) {
                int from = position;
                while (position < text.length() && isNamePart(text.charAt(position))) {
                    position++;
                }
                add(Token.Kind.NAME, from);
            } else if (NumberScanner.startsAt(text, position)) {
                int from = position;
                position = NumberScanner.end(text, position);
                add(Token.Kind.NUMBER, from);
            } else if (c == '"' && texts) {
                quoted();
            } else {
                mark(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", line, position - lineStart + 1));
        return tokens;
    }

    private void quoted() {
        int from = position;
        int close = text.indexOf('"', position + 1);
        if (close < 0) {
            throw new BadInputException(
                    "expression.syntax",
                    place(from),
                    "the text that begins here never ends; add the closing quote");
        }
        position = close + 1;
        tokens.add(
                new Token(
                        Token.Kind.TEXT,
                        text.substring(from + 1, close),
                        line,
                        from - lineStart + 1));
    }

    private void mark(char c) {
        for (String mark : MARKS) {
            if (text.startsWith(mark, position)) {
                position += mark.length();
                tokens.add(
                        new Token(
                                Token.Kind.MARK,
                                mark,
                                line,
                                position - mark.length() - lineStart + 1));
                return;
            }
        }
        if ("+-*/^%()<>!,".indexOf(c) < 0) {
            throw new BadInputException("expression.syntax", place(position), unexpected(c));
        }
        position++;
        add(Token.Kind.MARK, position - 1);
    }

    private static String unexpected(char c) {
        return switch (c) {
            case '=' -> "a single '=' does not compare; write '=='";
            case '&', '|' -> "a single '" + c + "' has no meaning; write '" + c + c + "'";
            default -> "the character '" + c + "' has no meaning in a formula; remove it";
        };
    }

    private void add(Token.Kind kind, int from) {
        tokens.add(new Token(kind, text.substring(from, position), line, from - lineStart + 1));
    }

    private Location place(int at) {
        return new Location(start.file(), line, at - lineStart + 1, start.element());
    }

    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }
}
