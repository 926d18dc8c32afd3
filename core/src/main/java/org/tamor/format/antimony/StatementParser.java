package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Token;
import org.tamor.failure.Location;
import org.tamor.format.antimony.Statement.Constness;
import org.tamor.format.antimony.Statement.ElementType;
import org.tamor.format.antimony.Statement.Equation;

/// Reads the statements of a module body.
final class StatementParser {

    private static final Set<String> ARROWS = Set.of("->", "=>", "<=>");
    private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=", "==", "!=");
    private static final Set<String> COMMA = Set.of(",");
    private static final Set<String> NOTHING = Set.of();

    private final TokenCursor cursor;
    private final ModuleSource.Library library;
    private List<Statement> out = new ArrayList<>();

    StatementParser(TokenCursor cursor, ModuleSource.Library library) {
        this.cursor = cursor;
        this.library = library;
    }

    /// Reads one statement, which may say several things.
    void statement(List<Statement> statements) {
        out = statements;
        Token first = cursor.peek();
        Location at = cursor.place();
        if (first.kind() == Token.Kind.NAME && cursor.peek(1).kind() != Token.Kind.MARK
                || isDeclarator(first.text())) {
            if (keyword(first, at)) {
                cursor.endStatement();
                return;
            }
        } else if (first.kind() == Token.Kind.NAME && keywordBeforeMark(first, at)) {
            cursor.endStatement();
            return;
        }
        new ReactionParser(cursor, out).refuseStrand();
        if (labelled()) {
            labelledStatement(at);
        } else if (cursor.statementHas(ARROWS)) {
            out.add(new ReactionParser(cursor, out).reaction(at, "", ""));
        } else if (first.kind() == Token.Kind.NUMBER || first.is("-")) {
            algebraic(at);
        } else if (first.kind() == Token.Kind.NAME && cursor.peek(1).is("(")) {
            submodule(at, "", "");
        } else {
            equation(at);
        }
        cursor.endStatement();
    }

    private static boolean isDeclarator(String word) {
        return switch (word) {
            case "const",
                    "var",
                    "ext",
                    "substanceOnly",
                    "species",
                    "compartment",
                    "formula",
                    "reaction" ->
                    true;
            default -> false;
        };
    }

    private boolean keyword(Token first, Location at) {
        if (isDeclarator(first.text())) {
            declarations();
            return true;
        }
        switch (first.text()) {
            case "unit" -> unit(at);
            case "delete" -> {
                do {
                    cursor.take();
                    Location place = cursor.place();
                    out.add(
                            new Statement.Deletion(
                                    place, cursor.name("the name of what to delete")));
                } while (cursor.peek().is(","));
            }
            case "at" -> out.add(new EventParser(cursor).event(at, ""));
            case "model", "module" -> {
                cursor.take();
                note(at, "");
            }
            case "import" ->
                    throw cursor.syntax(
                            "import must stand outside of a model; move it before the model");
            default -> {
                return refused(first, at);
            }
        }
        return true;
    }

    private boolean refused(Token first, Location at) {
        return switch (first.text()) {
            case "DNA", "gene", "operator" ->
                    throw TokenCursor.unsupported(at, "'" + first.text() + "' (DNA strands)");
            case "constraint", "assert" ->
                    throw TokenCursor.unsupported(at, "the constraint '" + first.text() + "'");
            case "maximize", "minimize" ->
                    throw TokenCursor.unsupported(at, "the objective '" + first.text() + "'");
            default -> false;
        };
    }

    private boolean keywordBeforeMark(Token first, Location at) {
        boolean opens = cursor.peek(1).is("(") || cursor.peek(1).is("!") || cursor.peek(1).is("-");
        if (first.text().equals("at") && opens) {
            out.add(new EventParser(cursor).event(at, ""));
            return true;
        }
        if (first.text().equals("delete") || first.text().equals("unit")) {
            throw cursor.syntax("a name must follow '" + first.text() + "'; write it");
        }
        if (first.text().equals("maximize")
                || first.text().equals("constraint") && !cursor.peek(1).is("=")) {
            return refused(first, at);
        }
        return false;
    }

    private boolean labelled() {
        int ahead = cursor.peek().is("$") ? 1 : 0;
        if (cursor.peek(ahead).kind() != Token.Kind.NAME) {
            return false;
        }
        boolean inside = TokenCursor.isWord(cursor.peek(ahead + 1), "in");
        return cursor.peek(ahead + (inside ? 3 : 1)).is(":");
    }

    private void labelledStatement(Location at) {
        cursor.skip("$");
        String label = cursor.name("a name");
        String compartment = cursor.skipWord("in") ? cursor.name("a compartment") : "";
        cursor.expect(":", "':'");
        Token first = cursor.peek();
        if (cursor.atWord("at")) {
            out.add(new EventParser(cursor).event(at, label));
        } else if (cursor.atWord("maximize") || cursor.atWord("minimize")) {
            throw TokenCursor.unsupported(at, "the objective '" + first.text() + "'");
        } else if (cursor.statementHas(ARROWS)) {
            out.add(new ReactionParser(cursor, out).reaction(at, label, compartment));
        } else if (first.kind() == Token.Kind.NUMBER && cursor.peek(1).is("=")) {
            algebraic(at);
        } else if (first.kind() == Token.Kind.NAME && cursor.peek(1).is("(")) {
            submodule(at, label, compartment);
        } else if (!new ReactionParser(cursor, out).interaction(at)) {
            throw cursor.syntax(
                    "after '"
                            + label
                            + ":' a reaction (A -> B; rate), an event (at ...) or a model call"
                            + " (name()) is expected; write one");
        }
    }

    private void declarations() {
        Constness constness = Constness.UNSAID;
        ElementType type = ElementType.ANY;
        boolean substanceOnly = false;
        Location at = cursor.place();
        while (isDeclarator(cursor.peek().text()) && cursor.peek().kind() == Token.Kind.NAME) {
            switch (cursor.take().text()) {
                case "const", "ext" -> constness = Constness.CONSTANT;
                case "var" -> constness = Constness.VARIABLE;
                case "substanceOnly" -> {
                    substanceOnly = true;
                    type = ElementType.SPECIES;
                }
                case "species" -> type = ElementType.SPECIES;
                case "compartment" -> type = ElementType.COMPARTMENT;
                case "reaction" -> type = ElementType.REACTION;
                default -> type = ElementType.FORMULA;
            }
        }
        if (cursor.peek().kind() == Token.Kind.NAME && cursor.peek(1).kind() == Token.Kind.NAME) {
            refused(cursor.peek(), at);
        }
        do {
            Location place = cursor.place();
            boolean boundary = cursor.skip("$");
            String name = cursor.name("the name of what is declared");
            Constness mine = boundary ? Constness.CONSTANT : constness;
            out.add(new Statement.Declaration(place, name, type, mine, substanceOnly));
            containment(place, name);
            if (cursor.peek().is("=") || cursor.peek().is(":=") || cursor.peek().is("'")) {
                assignment(place, name, COMMA);
            } else if (cursor.skipWord("has")) {
                out.add(new Statement.Unit(place, name, cursor.requiredFormula(COMMA, "unit")));
            } else if (cursor.skipWord("is")) {
                is(place, name);
            }
        } while (cursor.skip(","));
    }

    private void containment(Location at, String name) {
        if (cursor.skipWord("in")) {
            out.add(new Statement.Containment(at, name, cursor.name("a compartment")));
        }
    }

    private void unit(Location at) {
        cursor.take();
        String name = cursor.name("the name of a unit");
        Optional<Formula> definition = Optional.empty();
        if (cursor.skip("=")) {
            definition = Optional.of(cursor.requiredFormula(NOTHING, "definition of the unit"));
        }
        out.add(new Statement.UnitDeclaration(at, name, definition));
    }

    private void algebraic(Location at) {
        boolean zero = cursor.peek().text().equals("0") && cursor.peek(1).is("=");
        if (!zero) {
            if (cursor.statementHas(COMPARISONS)) {
                throw TokenCursor.unsupported(at, "a constraint");
            }
            throw cursor.syntax(
                    "a statement cannot begin with " + cursor.describe() + "; only '0 = ...' can");
        }
        cursor.take();
        cursor.take();
        out.add(new Statement.Algebraic(at, cursor.requiredFormula(NOTHING, "equation")));
    }

    private void equation(Location at) {
        boolean boundary = cursor.skip("$");
        String name = cursor.name("a statement");
        if (boundary) {
            out.add(
                    new Statement.Declaration(
                            at, name, ElementType.SPECIES, Constness.CONSTANT, false));
        }
        boolean contained = cursor.atWord("in");
        containment(at, name);
        Token next = cursor.peek();
        if (next.is("=") || next.is(":=") || next.is("'")) {
            assignment(at, name, NOTHING);
        } else if (cursor.skipWord("has")) {
            out.add(new Statement.Unit(at, name, cursor.requiredFormula(NOTHING, "unit")));
        } else if (cursor.skipWord("is")) {
            is(at, name);
        } else if (next.is("*")) {
            throw TokenCursor.unsupported(at, "the conversion factor of '" + name + "'");
        } else if (next.is("~")) {
            throw TokenCursor.unsupported(at, "the uncertainty of '" + name + "'");
        } else if (next.kind() == Token.Kind.NAME && cursor.peek(1).kind() == Token.Kind.TEXT) {
            note(at, name);
        } else if (cursor.statementHas(COMPARISONS)) {
            throw TokenCursor.unsupported(at, "a constraint");
        } else if (!contained || !cursor.atStop()) {
            throw cursor.syntax(
                    cursor.describe()
                            + " is not expected after '"
                            + name
                            + "'; write name = value, name := rule, name' = rate, name has unit or A -> B; rate");
        }
    }

    private void assignment(Location at, String name, Set<String> stops) {
        Equation equation = Equation.INITIAL;
        if (cursor.skip(":=")) {
            equation = Equation.RULE;
        } else {
            if (cursor.skip("'")) {
                equation = Equation.RATE;
            }
            cursor.expect("=", "'='");
        }
        if (cursor.peek().is("{")) {
            throw TokenCursor.unsupported(at, "the uncertainty '" + name + "'");
        }
        if (name.endsWith(".sboTerm")) {
            sboTerm(at, name);
            return;
        }
        out.add(new Statement.Assignment(at, name, equation, cursor.formula(stops)));
    }

    private void sboTerm(Location at, String name) {
        if (cursor.skipWord("SBO")) {
            cursor.expect(":", "':'");
        }
        Token number = cursor.take();
        if (number.kind() != Token.Kind.NUMBER
                || number.text().contains(".")
                || number.text().length() > 7) {
            throw TokenCursor.error(
                    "antimony.syntax", at, "an SBO term is a whole number; write SBO:0000236, say");
        }
        String term =
                "https://identifiers.org/SBO:"
                        + "0".repeat(7 - number.text().length())
                        + number.text();
        String element = name.substring(0, name.length() - ".sboTerm".length());
        out.add(new Statement.Note(at, element, "hypernym", List.of(term)));
    }

    private void is(Location at, String name) {
        if (cursor.peek().kind() == Token.Kind.TEXT) {
            out.add(new Statement.DisplayName(at, name, cursor.take().text()));
            return;
        }
        String other = cursor.name("a name or a quoted text");
        if (cursor.peek().is("/") || cursor.peek().is("*")) {
            throw TokenCursor.unsupported(at, "the conversion factor of '" + name + "'");
        }
        out.add(new Statement.Synonym(at, name, other));
    }

    private void note(Location at, String name) {
        String qualifier = cursor.name("an annotation such as identity");
        List<String> resources = new ArrayList<>();
        do {
            cursor.skipLineEnds();
            if (cursor.peek().kind() != Token.Kind.TEXT) {
                throw cursor.syntax(
                        cursor.describe() + " stands where a quoted text is expected; quote it");
            }
            resources.add(cursor.take().text());
        } while (cursor.skip(","));
        out.add(new Statement.Note(at, name, qualifier, resources));
    }

    private void submodule(Location at, String label, String compartment) {
        Location place = cursor.place();
        String module = cursor.name("a model");
        if (!library.modules.containsKey(module)) {
            throw TokenCursor.error(
                    "antimony.unknown-name",
                    place,
                    "there is no model "
                            + module
                            + " before this line; define it above, or check its name");
        }
        cursor.expect("(", "'('");
        List<Statement.Argument> arguments = new ArrayList<>();
        while (!cursor.peek().is(")")) {
            Location where = cursor.place();
            boolean number = cursor.peek().kind() == Token.Kind.NUMBER || cursor.peek().is("-");
            arguments.add(
                    number
                            ? new Statement.Argument(
                                    where,
                                    "",
                                    Optional.of(cursor.requiredFormula(Set.of(",", ")"), "number")))
                            : new Statement.Argument(
                                    where, cursor.name("a name or a number"), Optional.empty()));
            if (!cursor.skip(",") && !cursor.peek().is(")")) {
                throw cursor.syntax(cursor.describe() + " stands where ',' or ')' is expected");
            }
        }
        cursor.expect(")", "')'");
        if (cursor.peek().is(",")) {
            throw TokenCursor.unsupported(cursor.place(), "the conversion factor of a submodel");
        }
        String inside = cursor.skipWord("in") ? cursor.name("a compartment") : compartment;
        out.add(new Statement.Submodule(at, label, module, arguments, inside));
    }
}
