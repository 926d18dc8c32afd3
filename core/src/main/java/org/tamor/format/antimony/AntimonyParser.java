package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.InfixParser;
import org.tamor.expr.Syntax;
import org.tamor.expr.Token;
import org.tamor.failure.Location;
import org.tamor.model.FunctionDefinition;

/// Reads one file into a library of modules and functions.
final class AntimonyParser {

    private final TokenCursor cursor;
    private final ModuleSource.Library library;
    private final BiConsumer<String, Location> importer;
    private final StatementParser statements;

    /// @param importer called with the name and place of each import, at once
    AntimonyParser(
            String text,
            String file,
            ModuleSource.Library library,
            BiConsumer<String, Location> importer) {
        this.cursor = new TokenCursor(AntimonyScanner.scan(text, file), file);
        this.library = library;
        this.importer = importer;
        this.statements = new StatementParser(cursor, library);
    }

    void parse() {
        for (cursor.skipStops(); !cursor.atEnd(); cursor.skipStops()) {
            if (cursor.atWord("model") || cursor.atWord("module")) {
                module();
            } else if (cursor.atWord("function")) {
                function();
            } else if (cursor.atWord("import")) {
                importFile();
            } else if (cursor.atWord("end")) {
                throw cursor.syntax(
                        "this 'end' closes nothing; remove it, or add the line that begins the model");
            } else if (!aboutModule()) {
                statements.statement(library.main.statements);
            }
        }
    }

    private void importFile() {
        cursor.take();
        Location at = cursor.place();
        Token name = cursor.take();
        if (name.kind() != Token.Kind.TEXT) {
            throw TokenCursor.error(
                    "antimony.syntax",
                    at,
                    "import needs a file name in quotes; write import \"file\"");
        }
        cursor.endStatement();
        importer.accept(name.text(), at);
    }

    /// `modelName is "text"`, or an annotation of a model, outside of models.
    private boolean aboutModule() {
        if (library.functions.containsKey(cursor.peek().text())
                && TokenCursor.isWord(cursor.peek(1), "is")
                && cursor.peek(2).kind() == Token.Kind.TEXT) {
            String name = cursor.take().text();
            cursor.take();
            library.functionNames.put(name, cursor.take().text());
            cursor.endStatement();
            return true;
        }
        ModuleSource module = library.modules.get(cursor.peek().text());
        if (module == null
                || cursor.peek().kind() != Token.Kind.NAME
                || cursor.peek(1).kind() != Token.Kind.NAME) {
            return false;
        }
        Location at = cursor.place();
        List<Statement> said = new ArrayList<>();
        statements.statement(said);
        for (Statement statement : said) {
            switch (statement) {
                case Statement.DisplayName named -> module.displayName = named.text();
                case Statement.Note note ->
                        module.statements.add(
                                new Statement.Note(
                                        note.at(), "", note.qualifier(), note.resources()));
                default ->
                        throw TokenCursor.error(
                                "antimony.syntax",
                                at,
                                "only a name in quotes or an annotation can be given to a model");
            }
        }
        return true;
    }

    private void module() {
        cursor.take();
        boolean marked = cursor.skip("*");
        Location at = cursor.place();
        String name = cursor.name("the name of a model");
        checkFree(name, at);
        ModuleSource module =
                new ModuleSource(name, at, marked, cursor.peek().is("(") ? names() : List.of());
        while (true) {
            cursor.skipStops();
            if (cursor.atEnd()) {
                throw TokenCursor.error(
                        "antimony.syntax",
                        at.withElement(name),
                        "the model " + name + " has no 'end'; add it");
            }
            if (cursor.atWord("end")) {
                break;
            }
            if (opensAnother()) {
                throw TokenCursor.error(
                        "antimony.syntax",
                        cursor.place(),
                        "a model or function begins inside the model "
                                + name
                                + ", which has no 'end' yet; add it");
            }
            statements.statement(module.statements);
        }
        cursor.take();
        library.modules.put(name, module);
    }

    private boolean opensAnother() {
        boolean model = cursor.atWord("model") || cursor.atWord("module");
        return cursor.atWord("function") || (model && cursor.peek(2).kind() != Token.Kind.TEXT);
    }

    private void checkFree(String name, Location at) {
        if (library.modules.containsKey(name) || library.functions.containsKey(name)) {
            throw TokenCursor.error(
                    "antimony.duplicate",
                    at.withElement(name),
                    "there is already a model or function "
                            + name
                            + "; give this one another name");
        }
    }

    private List<String> names() {
        cursor.expect("(", "'('");
        List<String> names = new ArrayList<>();
        while (!cursor.peek().is(")")) {
            cursor.skip("$");
            Location at = cursor.place();
            String name = cursor.name("a name");
            if (names.contains(name)) {
                throw TokenCursor.error(
                        "antimony.duplicate", at, name + " is listed twice; remove one");
            }
            names.add(name);
            if (!cursor.skip(",") && !cursor.peek().is(")")) {
                throw cursor.syntax(cursor.describe() + " stands where ',' or ')' is expected");
            }
        }
        cursor.expect(")", "')'");
        return names;
    }

    private void function() {
        cursor.take();
        Location at = cursor.place();
        String name = cursor.name("the name of a function");
        checkFree(name, at);
        if (InfixParser.isBuiltIn(name, Syntax.ANTIMONY)) {
            throw TokenCursor.error(
                    "antimony.duplicate",
                    at.withElement(name),
                    name + " is a function of Antimony itself; give this one another name");
        }
        List<String> arguments = names();
        cursor.skipStops();
        Formula body = cursor.requiredFormula(Set.of("end"), "formula of the function " + name);
        cursor.skipStops();
        if (!cursor.skipWord("end")) {
            throw cursor.syntax(
                    "the function "
                            + name
                            + " is one formula and 'end'; "
                            + cursor.describe()
                            + " is not expected");
        }
        Expression expression = body.expression();
        Set<String> others = new TreeSet<>(Expressions.symbols(expression));
        arguments.forEach(others::remove);
        if (!others.isEmpty()) {
            String other = others.iterator().next();
            throw TokenCursor.error(
                    "antimony.unknown-name",
                    body.placeOf(other).withElement(name),
                    other
                            + " is no argument of the function "
                            + name
                            + "; add it to the arguments");
        }
        FunctionDefinition definition = new FunctionDefinition(name, "", arguments, expression);
        library.functions.put(name, new ModuleSource.FunctionSource(definition, body));
    }
}
