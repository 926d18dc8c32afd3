package org.tamor.format.sbml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Distribution;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Branch;
import org.tamor.expr.Expression.Call;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Piecewise;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expression.Time;
import org.tamor.expr.Expression.Truth;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;

/// Reads the subset of MathML 2.0 content markup that SBML Level 3 Version 2 defines.
///
/// `pi` and `exponentiale` become the nearest doubles, `avogadro` the constant 6.02214179e23 with
/// the unit `dimensionless`; a rational `cn` becomes its quotient.
public final class MathMlReader {

    private static final String CODE = "sbml.math";

    private final XmlCursor cursor;
    private final String functions;
    private final Set<String> ratesOf = new HashSet<>();

    MathMlReader(XmlCursor cursor) {
        this(cursor, "");
    }

    /// A reader that also takes functions of another language, as calls of their names.
    ///
    /// @param functions what the addresses of their csymbols begin with, up to a `#` and the name;
    ///   "" for none
    public MathMlReader(XmlCursor cursor, String functions) {
        this.cursor = cursor;
        this.functions = functions;
    }

    /// Lets calls of a function mean `rateOf`.
    void standsForRateOf(String function) {
        ratesOf.add(function);
    }

    /// A function: its argument names and its body.
    record Lambda(List<String> arguments, Expression body) {}

    /// Reads a `math` element that is a document of its own.
    ///
    /// @param file names the text in messages
    public static Expression parse(String text, String file) {
        XmlCursor cursor =
                XmlCursor.open(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), file);
        if (!cursor.localName().equals("math")) {
            throw cursor.fail(
                    CODE,
                    "the root element is '" + cursor.localName() + "'; write a 'math' element");
        }
        Expression expression = new MathMlReader(cursor).math();
        cursor.finish();
        return expression;
    }

    /// Reads the `math` element at which the cursor stands.
    public Expression math() {
        return only("math");
    }

    /// Reads the `math` element of a function definition.
    Lambda lambda() {
        if (!cursor.namespace().equals(MathMlOperators.NAMESPACE)) {
            throw foreign();
        }
        List<Lambda> lambdas = new ArrayList<>();
        cursor.children(name -> lambdas.add(lambdaOrSemantics(name)));
        if (lambdas.size() != 1) {
            throw cursor.fail(
                    CODE,
                    "'math' of a function definition must hold one 'lambda', here "
                            + lambdas.size());
        }
        return lambdas.getFirst();
    }

    private Lambda lambdaOrSemantics(String name) {
        if (name.equals("semantics")) {
            List<Lambda> inner = new ArrayList<>();
            cursor.children(child -> {
                if (!child.startsWith("annotation")) {
                    inner.add(lambdaOrSemantics(child));
                }
            });
            if (inner.size() == 1) {
                return inner.getFirst();
            }
        } else if (name.equals("lambda")) {
            return lambdaContent();
        }
        throw cursor.fail(
                CODE,
                "a function definition must hold one 'lambda', not '"
                        + XmlCursor.shown(name)
                        + "'");
    }

    private Lambda lambdaContent() {
        List<String> arguments = new ArrayList<>();
        List<Expression> bodies = new ArrayList<>();
        cursor.children(name -> {
            if (!name.equals("bvar")) {
                bodies.add(node(name));
            } else if (!bodies.isEmpty()) {
                throw cursor.fail(CODE, "'bvar' must stand before the body of 'lambda'");
            } else {
                arguments.add(boundVariable());
            }
        });
        if (bodies.size() != 1) {
            throw cursor.fail(CODE, "'lambda' must hold one body, here " + bodies.size());
        }
        if (arguments.stream().distinct().count() < arguments.size()) {
            throw cursor.fail(CODE, "two arguments of the function have one name: " + arguments);
        }
        return new Lambda(arguments, bodies.getFirst());
    }

    private String boundVariable() {
        if (only("bvar") instanceof Symbol(String id)) {
            return id;
        }
        throw cursor.fail(CODE, "'bvar' must hold one 'ci'");
    }

    /// The single expression inside the present element.
    private Expression only(String parent) {
        List<Expression> content = new ArrayList<>(1);
        cursor.children(name -> content.add(node(name)));
        if (content.size() != 1) {
            throw cursor.fail(
                    CODE, "'" + parent + "' must hold one expression, here " + content.size());
        }
        return content.getFirst();
    }

    private Expression node(String name) {
        if (!cursor.namespace().equals(MathMlOperators.NAMESPACE)) {
            throw foreign();
        }
        return switch (name) {
            case "cn" -> number();
            case "ci" -> new Symbol(identifier());
            case "csymbol" -> symbol();
            case "true" -> new Truth(true);
            case "false" -> new Truth(false);
            case "pi" -> new Constant(Math.PI);
            case "exponentiale" -> new Constant(Math.E);
            case "infinity" -> new Constant(Double.POSITIVE_INFINITY);
            case "notanumber" -> new Constant(Double.NaN);
            case "apply" -> application();
            case "piecewise" -> piecewise();
            case "semantics" -> semantics();
            case "lambda" ->
                    throw cursor.fail(CODE, "'lambda' may stand only in a function definition");
            default -> throw unknown(name);
        };
    }

    private BadInputException foreign() {
        return cursor.fail(
                CODE,
                "element '"
                        + XmlCursor.shown(cursor.localName())
                        + "' is not in the MathML namespace "
                        + MathMlOperators.NAMESPACE);
    }

    private BadInputException unknown(String name) {
        return cursor.fail(
                CODE,
                "element '"
                        + XmlCursor.shown(name)
                        + "' is not part of the MathML that SBML allows here");
    }

    private Expression semantics() {
        List<Expression> content = new ArrayList<>(1);
        cursor.children(name -> {
            if (!name.equals("annotation") && !name.equals("annotation-xml")) {
                content.add(node(name));
            }
        });
        if (content.size() != 1) {
            throw cursor.fail(CODE, "'semantics' must hold one expression, here " + content.size());
        }
        return content.getFirst();
    }

    private Constant number() {
        String type = cursor.attribute("type").orElse("real");
        String unit = cursor.anyAttribute("units").orElse("");
        if (!cursor.attribute("base").orElse("10").equals("10")) {
            throw cursor.fail(CODE, "'cn' has another base than 10, which SBML does not allow");
        }
        int depth = cursor.depth();
        String first = cursor.text();
        Optional<String> second = Optional.empty();
        if (cursor.atStart() && cursor.localName().equals("sep")) {
            cursor.leaveDownTo(depth);
            second = Optional.of(cursor.text());
        }
        if (cursor.atStart()) {
            throw unknown(cursor.localName());
        }
        return new Constant(value(type, first, second), unit);
    }

    private double value(String type, String first, Optional<String> second) {
        boolean twoParts = type.equals("e-notation") || type.equals("rational");
        if (twoParts != second.isPresent()) {
            throw cursor.fail(
                    CODE,
                    twoParts
                            ? "'cn' of type " + type + " needs two numbers with <sep/> between them"
                            : "'cn' of type " + XmlCursor.shown(type) + " may not hold <sep/>");
        }
        return switch (type) {
            case "real", "integer" -> cursor.finite(first, "'cn'");
            case "e-notation" -> exponential(first, second.orElseThrow());
            case "rational" -> {
                double denominator = cursor.finite(second.orElseThrow(), "'cn'");
                if (denominator == 0) {
                    throw cursor.fail("sbml.number", "'cn' has the denominator 0");
                }
                yield cursor.finite(first, "'cn'") / denominator;
            }
            default ->
                    throw cursor.fail(
                            CODE, "'cn' has the unknown type '" + XmlCursor.shown(type) + "'");
        };
    }

    private double exponential(String mantissa, String exponent) {
        if (mantissa.contains("e") || mantissa.contains("E")) {
            return cursor.finite(mantissa, "'cn'")
                    * Math.pow(10, cursor.integer(exponent, "exponent of 'cn'"));
        }
        return cursor.finite(mantissa + "e" + cursor.integer(exponent, "exponent of 'cn'"), "'cn'");
    }

    private String identifier() {
        String id = cursor.text();
        if (cursor.atStart()) {
            throw unknown(cursor.localName());
        }
        if (!Identifiers.isValid(id)) {
            throw cursor.fail(
                    "sbml.id",
                    "'ci' holds '" + XmlCursor.shown(id) + "', which is not an identifier");
        }
        return id;
    }

    /// The last part of the address that says which csymbol this is.
    private String symbolName() {
        String address = cursor.attribute("definitionURL").orElse("");
        if (!address.startsWith(MathMlOperators.SYMBOLS)) {
            throw cursor.fail(
                    CODE,
                    "'csymbol' has the unknown definitionURL '" + XmlCursor.shown(address) + "'");
        }
        return address.substring(MathMlOperators.SYMBOLS.length());
    }

    private boolean isForeignFunction() {
        String address = cursor.attribute("definitionURL").orElse("");
        return !functions.isEmpty()
                && address.startsWith(functions)
                && Identifiers.isValid(address.substring(address.indexOf('#') + 1));
    }

    private Expression symbol() {
        String name = symbolName();
        return switch (name) {
            case "time" -> new Time();
            case "avogadro" -> new Constant(MathMlOperators.AVOGADRO, "dimensionless");
            case "delay", "rateOf" ->
                    throw cursor.fail(
                            CODE,
                            "csymbol '" + name + "' is a function; put it first inside 'apply'");
            default ->
                    throw cursor.fail(CODE, "csymbol '" + XmlCursor.shown(name) + "' is unknown");
        };
    }

    private Expression piecewise() {
        List<Branch> branches = new ArrayList<>();
        List<Expression> otherwise = new ArrayList<>(1);
        cursor.children(name -> {
            if (name.equals("piece")) {
                List<Expression> parts = new ArrayList<>(2);
                cursor.children(part -> parts.add(node(part)));
                if (parts.size() != 2) {
                    throw cursor.fail(CODE, "'piece' must hold a value and a condition");
                }
                branches.add(new Branch(parts.get(0), parts.get(1)));
            } else if (name.equals("otherwise") && otherwise.isEmpty()) {
                otherwise.add(only(name));
            } else {
                throw unknown(name);
            }
        });
        return new Piecewise(branches, otherwise.stream().findFirst());
    }

    private Expression application() {
        Application application = new Application();
        cursor.children(application::child);
        return application.build();
    }

    /// An `apply` element as it is being read. One that holds nothing but another, as some programs
    /// write for brackets, stands for it.
    private final class Application {
        private String head = "";
        private boolean isCall;
        private boolean isDraw;
        private final List<Expression> arguments = new ArrayList<>(2);
        private Optional<Expression> qualifier = Optional.empty();

        void child(String name) {
            if (head.isEmpty()) {
                head(name);
            } else if (name.equals("degree") && head.equals("root")
                    || name.equals("logbase") && head.equals("log")) {
                if (qualifier.isPresent() || !arguments.isEmpty()) {
                    throw cursor.fail(CODE, "'" + name + "' must stand once, before the argument");
                }
                qualifier = Optional.of(only(name));
            } else {
                arguments.add(node(name));
            }
        }

        private void head(String name) {
            if (!cursor.namespace().equals(MathMlOperators.NAMESPACE)) {
                throw foreign();
            }
            switch (name) {
                case "apply" -> {
                    head = name;
                    arguments.add(application());
                }
                case "ci" -> {
                    head = identifier();
                    isCall = !ratesOf.contains(head);
                    head = isCall ? head : "rateOf";
                }
                case "csymbol" -> {
                    if (isForeignFunction()) {
                        String address = cursor.required("definitionURL");
                        head = address.substring(address.indexOf('#') + 1);
                        isCall = true;
                        return;
                    }
                    head = symbolName();
                    if (head.startsWith(MathMlOperators.DISTRIBUTIONS)) {
                        head = head.substring(MathMlOperators.DISTRIBUTIONS.length());
                        isCall = Distribution.named(head).isPresent();
                        isDraw = isCall;
                    }
                    if (!isCall && !MathMlOperators.isSymbol(head)) {
                        throw cursor.fail(
                                CODE, "csymbol '" + XmlCursor.shown(head) + "' is not a function");
                    }
                }
                default -> {
                    if (MathMlOperators.operator(name).isEmpty()) {
                        throw cursor.fail(
                                CODE,
                                "'" + XmlCursor.shown(name) + "' is no operator that SBML allows");
                    }
                    head = name;
                }
            }
        }

        Expression build() {
            if (head.isEmpty()) {
                throw cursor.fail(CODE, "'apply' is empty; write an operator and its arguments");
            }
            if (isDraw && !Distribution.named(head).orElseThrow().accepts(arguments.size())) {
                throw cursor.fail(
                        CODE,
                        "the distribution '"
                                + head
                                + "' cannot take "
                                + arguments.size()
                                + " arguments");
            }
            if (isCall) {
                return new Call(head, arguments);
            }
            if (head.equals("apply")) {
                if (arguments.size() > 1) {
                    throw cursor.fail(CODE, "'apply' is no operator that SBML allows");
                }
                return arguments.getFirst();
            }
            Operator operator = operator();
            qualifier.ifPresent(arguments::addFirst);
            if (!operator.accepts(arguments.size())) {
                throw cursor.fail(
                        CODE, "'" + head + "' cannot take " + arguments.size() + " arguments");
            }
            return new Apply(operator, arguments);
        }

        private Operator operator() {
            return switch (head) {
                case "minus" -> arguments.size() == 1 ? Operator.NEGATE : Operator.MINUS;
                case "root" -> qualifier.isPresent() ? Operator.ROOT : Operator.SQRT;
                case "log" -> qualifier.isPresent() ? Operator.LOG : Operator.LOG10;
                case "delay" -> Operator.DELAY;
                case "rateOf" -> Operator.RATE_OF;
                default -> MathMlOperators.operator(head).orElseThrow();
            };
        }
    }
}
