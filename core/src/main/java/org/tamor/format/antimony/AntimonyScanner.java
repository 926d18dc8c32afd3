package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.List;
import org.tamor.expr.NumberScanner;
import org.tamor.expr.Token;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Splits Antimony text into tokens.
///
/// A line end is the mark `\n`, except after a comma, inside brackets and after a backslash. Names
/// joined by dots are one name. Comments are left out.
final class AntimonyScanner {

    static final String LINE_END = "\n";

    private static final String[] MARKS = {
        "<=>", "...", "->", "=>", "-|", ":=", "==", "!=", "<=", ">=", "&&", "||", "**"
    };

    private final String text;
    private final String file;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    private int lineStart;
    private int brackets;

    private AntimonyScanner(String text, String file) {
        this.text = text;
        this.file = file;
    }

    static List<Token> scan(String text, String file) {
        return new AntimonyScanner(text, file).run();
    }

    private List<Token> run() {
        if (text.startsWith("\uFEFF")) {
            position = 1;
            lineStart = 1;
        }
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n' || c == '\r') {
                lineEnd(c);
            } else if (c == '\\') {
                continuation();
            } else if (c == ' ' || c == '\t' || c == '\f') {
                position++;
            } else if (c == '#' || text.startsWith("//", position)) {
                skipLine();
            } else if (text.startsWith("/*", position)) {
                skipComment();
            } else if (isNameStart(c)) {
                name();
            } else if (NumberScanner.startsAt(text, position)) {
                int from = position;
                position = NumberScanner.end(text, position);
                add(Token.Kind.NUMBER, from, text.substring(from, position));
            } else if (c == '"') {
                quoted();
            } else if (text.startsWith("```", position)) {
                block();
            } else {
                mark(c);
            }
        }
        tokens.add(new Token(Token.Kind.MARK, LINE_END, line, column(position)));
        tokens.add(new Token(Token.Kind.END, "", line, column(position)));
        return tokens;
    }

    private void lineEnd(char c) {
        boolean hidden = brackets > 0 || (!tokens.isEmpty() && tokens.getLast().is(","));
        if (!hidden) {
            add(Token.Kind.MARK, position, LINE_END);
        }
        position +=
                c == '\r' && position + 1 < text.length() && text.charAt(position + 1) == '\n'
                        ? 2
                        : 1;
        newLine();
    }

    private void newLine() {
        line++;
        lineStart = position;
    }

    private void continuation() {
        int from = position++;
        while (position < text.length()
                && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
        if (position < text.length() && text.charAt(position) == '\r') {
            position++;
        }
        if (position >= text.length() || text.charAt(position) != '\n') {
            throw error(
                    from,
                    "a backslash continues a line, so it must be the last character on it; remove it");
        }
        position++;
        newLine();
    }

    private void skipLine() {
        while (position < text.length()
                && text.charAt(position) != '\n'
                && text.charAt(position) != '\r') {
            position++;
        }
    }

    private void skipComment() {
        int close = text.indexOf("*/", position + 2);
        if (close < 0) {
            throw error(position, "the comment that begins here never ends; add */");
        }
        advanceTo(close + 2);
    }

    private void advanceTo(int end) {
        while (position < end) {
            if (text.charAt(position++) == '\n') {
                newLine();
            }
        }
    }

    private void name() {
        int from = position;
        position = nameEnd(position);
        while (position + 1 < text.length()
                && text.charAt(position) == '.'
                && isNameStart(text.charAt(position + 1))) {
            position = nameEnd(position + 1);
        }
        String name = text.substring(from, position);
        boolean called = position < text.length() && text.charAt(position) == '(';
        switch (name) {
            case "and" ->
                    add(called ? Token.Kind.NAME : Token.Kind.MARK, from, called ? name : "&&");
            case "or" ->
                    add(called ? Token.Kind.NAME : Token.Kind.MARK, from, called ? name : "||");
            case "not" ->
                    add(called ? Token.Kind.NAME : Token.Kind.MARK, from, called ? name : "!");
            default -> add(Token.Kind.NAME, from, name);
        }
    }

    private int nameEnd(int start) {
        int end = start;
        while (end < text.length()
                && (isNameStart(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private void quoted() {
        int end = position + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            if (text.charAt(end) == '\n') {
                throw error(
                        position,
                        "the text that begins here does not end on its line; add the closing quote");
            }
            end++;
        }
        if (end >= text.length()) {
            throw error(position, "the text that begins here never ends; add the closing quote");
        }
        add(Token.Kind.TEXT, position, text.substring(position + 1, end));
        position = end + 1;
    }

    private void block() {
        int close = text.indexOf("```", position + 3);
        if (close < 0) {
            throw error(position, "the notes that begin here never end; add ```");
        }
        add(Token.Kind.TEXT, position, text.substring(position + 3, close));
        advanceTo(close + 3);
    }

    private void mark(char c) {
        for (String mark : MARKS) {
            if (text.startsWith(mark, position)) {
                add(Token.Kind.MARK, position, mark);
                position += mark.length();
                return;
            }
        }
        if ("+-*/^%()<>!,;:='$~{}@|&".indexOf(c) < 0) {
            throw error(
                    position, "the character '" + c + "' has no meaning in Antimony; remove it");
        }
        if (c == '(') {
            brackets++;
        } else if (c == ')' || c == ';') {
            brackets = c == ')' && brackets > 0 ? brackets - 1 : 0;
        }
        add(Token.Kind.MARK, position, String.valueOf(c));
        position++;
    }

    private void add(Token.Kind kind, int from, String word) {
        tokens.add(new Token(kind, word, line, column(from)));
    }

    private int column(int at) {
        return at - lineStart + 1;
    }

    private BadInputException error(int at, String message) {
        return new BadInputException(
                "antimony.syntax", Location.of(file, line, column(at)), message);
    }

    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
