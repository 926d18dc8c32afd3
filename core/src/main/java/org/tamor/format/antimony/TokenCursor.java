package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixParser;
import org.tamor.expr.Syntax;
import org.tamor.expr.Token;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// A place in the tokens of one file.
final class TokenCursor {

    private final List<Token> tokens;
    private final Location file;
    private int next;

    TokenCursor(List<Token> tokens, String fileName) {
        this.tokens = tokens;
        this.file = Location.ofFile(fileName);
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    Location place() {
        return peek().in(file);
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    /// At the end of a statement.
    boolean atStop() {
        return atEnd() || peek().is(";") || peek().is(AntimonyScanner.LINE_END);
    }

    boolean atWord(String word) {
        return isWord(peek(), word);
    }

    static boolean isWord(Token token, String word) {
        return token.kind() == Token.Kind.NAME && token.text().equals(word);
    }

    boolean skip(String mark) {
        if (peek().is(mark)) {
            next++;
            return true;
        }
        return false;
    }

    boolean skipWord(String word) {
        if (atWord(word)) {
            next++;
            return true;
        }
        return false;
    }

    void skipStops() {
        while (!atEnd() && atStop()) {
            next++;
        }
    }

    void skipLineEnds() {
        while (skip(AntimonyScanner.LINE_END)) {
            // nothing but lines to skip
        }
    }

    void expect(String mark, String what) {
        if (!skip(mark)) {
            throw error(
                    "antimony.syntax",
                    place(),
                    describe() + " stands where " + what + " is expected");
        }
    }

    String name(String what) {
        Token token = peek();
        if (token.kind() != Token.Kind.NAME) {
            throw error(
                    "antimony.syntax",
                    place(),
                    describe() + " stands where " + what + " is expected");
        }
        return take().text();
    }

    void endStatement() {
        if (!atStop()) {
            throw error(
                    "antimony.syntax",
                    place(),
                    describe() + " is not expected here; end the statement with ';' or a new line");
        }
        take();
    }

    /// The tokens up to the end of the statement, or one of the marks or words, outside brackets.
    Optional<Formula> formula(Set<String> stops) {
        Location start = place();
        List<Token> part = new ArrayList<>();
        Map<String, Location> places = new HashMap<>();
        int depth = 0;
        while (!atStop()
                && !(depth == 0
                        && peek().kind() != Token.Kind.TEXT
                        && stops.contains(peek().text()))) {
            Token token = take();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (token.is("...")) {
                throw unsupported(token.in(file), "the ellipsis of a DNA strand");
            }
            if (token.kind() == Token.Kind.NAME) {
                places.putIfAbsent(token.text(), token.in(file));
            }
            part.add(token);
        }
        if (part.isEmpty()) {
            return Optional.empty();
        }
        part.add(new Token(Token.Kind.END, "", peek().line(), peek().column()));
        return Optional.of(new Formula(parse(part), start, places));
    }

    Formula requiredFormula(Set<String> stops, String what) {
        Location start = place();
        return formula(stops)
                .orElseThrow(() ->
                        error(
                                "antimony.syntax",
                                start,
                                "there is no " + what + " here; write one"));
    }

    private Expression parse(List<Token> part) {
        try {
            return InfixParser.parse(part, file, Syntax.ANTIMONY);
        } catch (BadInputException e) {
            throw recoded(e, e.location());
        }
    }

    /// Whether a mark stands before the end of the statement, outside brackets.
    boolean statementHas(Set<String> marks) {
        int depth = 0;
        for (int i = next; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.END
                    || token.is(";")
                    || token.is(AntimonyScanner.LINE_END)) {
                return false;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.kind() == Token.Kind.MARK && marks.contains(token.text())) {
                return true;
            }
        }
        return false;
    }

    String describe() {
        return peek().is(AntimonyScanner.LINE_END) ? "the end of the line" : peek().describe();
    }

    BadInputException syntax(String message) {
        return error("antimony.syntax", place(), message);
    }

    static BadInputException error(String code, Location place, String message) {
        return new BadInputException(code, place, message);
    }

    /// The failure of a formula as one of Antimony.
    static BadInputException recoded(BadInputException e, Location place) {
        return error(
                e.code().replace("expression.", "antimony."),
                place,
                String.valueOf(e.getMessage()));
    }

    static BadInputException unsupported(Location place, String construct) {
        return new BadInputException(
                "antimony.unsupported",
                place,
                construct + " is not supported; write the model without it");
    }
}
