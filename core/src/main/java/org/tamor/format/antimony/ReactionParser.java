package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Token;
import org.tamor.failure.Location;

/// Reads reactions and interactions.
final class ReactionParser {

    private final TokenCursor cursor;
    private final List<Statement> out;

    ReactionParser(TokenCursor cursor, List<Statement> out) {
        this.cursor = cursor;
        this.out = out;
    }

    /// `2 A + $B -> n C; rate in compartment`.
    Statement.ReactionStatement reaction(Location at, String name, String compartment) {
        List<Statement.Participant> reactants = side();
        boolean reversible = !cursor.peek().is("=>");
        if (!cursor.peek().is("->") && reversible && !cursor.peek().is("<=>")) {
            throw cursor.syntax(cursor.describe() + " stands where '+' or '->' is expected");
        }
        cursor.take();
        List<Statement.Participant> products = side();
        Optional<Formula> rate = Optional.empty();
        if (cursor.skip(";")) {
            rate = cursor.formula(Set.of("in"));
        }
        String inside = cursor.skipWord("in") ? cursor.name("a compartment") : compartment;
        return new Statement.ReactionStatement(
                at, name, reversible, reactants, products, rate, inside);
    }

    private List<Statement.Participant> side() {
        List<Statement.Participant> participants = new ArrayList<>();
        if (cursor.atStop() || isArrow(cursor.peek())) {
            return participants;
        }
        do {
            participants.add(participant());
        } while (cursor.skip("+"));
        return participants;
    }

    private static boolean isArrow(Token token) {
        return token.is("->") || token.is("=>") || token.is("<=>");
    }

    private Statement.Participant participant() {
        Location at = cursor.place();
        double stoichiometry = 1;
        String variable = "";
        boolean minus =
                cursor.peek().is("-")
                        && cursor.peek(1).kind() == Token.Kind.NUMBER
                        && cursor.skip("-");
        if (cursor.peek().kind() == Token.Kind.NUMBER) {
            stoichiometry = (minus ? -1 : 1) * Double.parseDouble(cursor.take().text());
        } else if (cursor.peek().kind() == Token.Kind.NAME
                && (cursor.peek(1).kind() == Token.Kind.NAME || cursor.peek(1).is("$"))) {
            variable = cursor.take().text();
        }
        boolean boundary = cursor.skip("$");
        String species = cursor.name("a species");
        if (boundary) {
            out.add(
                    new Statement.Declaration(
                            at,
                            species,
                            Statement.ElementType.SPECIES,
                            Statement.Constness.CONSTANT,
                            false));
        }
        return new Statement.Participant(at, species, stoichiometry, variable);
    }

    /// `S1 + S2 -o J0`, `-|` or `-(`; false, with nothing read, where none stands here.
    boolean interaction(Location at) {
        if (!cursor.statementHas(Set.of("-|")) && !influence()) {
            return false;
        }
        List<String> species = new ArrayList<>();
        do {
            species.add(cursor.name("a species"));
        } while (cursor.skip("+"));
        if (!cursor.skip("-|")) {
            cursor.take();
            cursor.take();
        }
        out.add(new Statement.Interaction(at, species, cursor.name("a reaction")));
        return true;
    }

    private boolean influence() {
        int ahead = 1;
        while (cursor.peek(ahead).is("+")) {
            ahead += 2;
        }
        Token mark = cursor.peek(ahead + 1);
        return cursor.peek(ahead).is("-") && (TokenCursor.isWord(mark, "o") || mark.is("("));
    }

    /// DNA strands such as `--P1--G1--`.
    void refuseStrand() {
        int ahead = cursor.peek().kind() == Token.Kind.NAME && cursor.peek(1).is(":") ? 2 : 0;
        boolean first = cursor.peek(ahead).is("-") && cursor.peek(ahead + 1).is("-");
        boolean second =
                cursor.peek(ahead).kind() == Token.Kind.NAME
                        && cursor.peek(ahead + 1).is("-")
                        && cursor.peek(ahead + 2).is("-");
        if (first || second) {
            throw TokenCursor.unsupported(cursor.place(), "a DNA strand");
        }
    }
}
