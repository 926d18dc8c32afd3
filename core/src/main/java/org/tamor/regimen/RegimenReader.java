package org.tamor.regimen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixParser;
import org.tamor.expr.Operator;
import org.tamor.expr.Syntax;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.YamlFile;

/// Reads regimen files; `docs/regimens.md` has the grammar.
///
/// Every complaint names file, line and what to do. What a regimen expands to is checked as well:
/// see [Schedule].
public final class RegimenReader {

    private static final Set<String> KEYS =
            Set.of("title", "amounts", "time_unit", "subject", "drugs", "regimens");
    private static final Set<String> REGIMEN_KEYS =
            Set.of("title", "given_in", "end", "doses", "holidays", "rules", "delay");
    private static final Map<String, Double> TIME_UNITS =
            Map.of("min", 1 / 60.0, "h", 1.0, "d", 24.0);

    private static final Set<Operator> TRUTHS =
            Set.of(
                    Operator.EQUAL,
                    Operator.NOT_EQUAL,
                    Operator.LESS,
                    Operator.LESS_OR_EQUAL,
                    Operator.GREATER,
                    Operator.GREATER_OR_EQUAL,
                    Operator.AND,
                    Operator.OR,
                    Operator.NOT);

    private final YamlFile yaml;
    private final Entry top;

    private RegimenReader(YamlFile yaml) {
        this.yaml = yaml;
        top = new Entry(yaml, "");
    }

    /// Reads a file and checks that every regimen in it can be expanded.
    public static RegimenFile read(Path file) {
        RegimenFile read = new RegimenReader(YamlFile.read(file)).file();
        read.regimens().forEach(regimen -> Schedule.of(read, regimen));
        return read;
    }

    private RegimenFile file() {
        checkKeys();
        AmountUnit unit = amountUnit();
        Subject subject = subject();
        List<Drug> drugs = drugs();
        if (!(yaml.content().get("regimens") instanceof Map<?, ?>)) {
            throw new BadInputException(
                    "regimen.missing",
                    Location.ofLine(yaml.file(), 1),
                    "the file has no regimens; add a mapping regimens with one entry for each");
        }
        List<Regimen> regimens = new ArrayList<>();
        DoseLineReader lines = new DoseLineReader(unit, subject, drugs);
        Entry all = new Entry(yaml, "/regimens");
        for (String id : new Entry(yaml, "").names("regimens")) {
            regimens.add(regimen(id, all.child(id), lines));
        }
        return new RegimenFile(
                yaml.file(), text("title"), unit, timeUnit(), subject, drugs, regimens);
    }

    private void checkKeys() {
        for (String key : yaml.content().keySet()) {
            if (!KEYS.contains(key)) {
                throw new BadInputException(
                        "regimen.unknown-key",
                        yaml.location("/" + key),
                        "the entry "
                                + key
                                + " is not known; "
                                + NearestNames.hint(key, KEYS, "remove it or correct its name"));
            }
        }
    }

    private String text(String key) {
        return yaml.text("/" + key).strip();
    }

    private AmountUnit amountUnit() {
        String text = text("amounts");
        if (text.isEmpty()) {
            throw new BadInputException(
                    "regimen.missing",
                    Location.ofLine(yaml.file(), 1),
                    "amounts is missing; write the unit in which the model counts amounts, such as"
                            + " amounts: nmol/kg");
        }
        return AmountUnit.parse(text)
                .orElseThrow(
                        () ->
                                top.error(
                                        "regimen.bad-unit",
                                        "amounts",
                                        "'"
                                                + text
                                                + "' is no unit of amounts; write "
                                                + AmountUnit.KNOWN));
    }

    private double timeUnit() {
        String text = text("time_unit");
        Double hours = TIME_UNITS.get(text.isEmpty() ? "h" : text);
        if (hours == null) {
            throw top.error(
                    "regimen.bad-unit",
                    "time_unit",
                    "'" + text + "' is no unit of time; write min, h or d");
        }
        return hours;
    }

    private Subject subject() {
        Entry entry = new Entry(yaml, "/subject");
        entry.allow(Set.of("mass", "surface"));
        return new Subject(
                measure(entry, "mass", Map.of("g", 1e-3, "kg", 1.0)),
                measure(entry, "surface", Map.of("m2", 1.0)));
    }

    private static OptionalDouble measure(Entry entry, String key, Map<String, Double> units) {
        String text = entry.text(key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        Entry.Measure measure = Entry.measure(text).orElse(new Entry.Measure(0, ""));
        Double unit = units.get(measure.unit());
        if (unit == null || measure.value() <= 0) {
            throw entry.error(
                    "regimen.bad-unit",
                    key,
                    "'"
                            + text
                            + "' is no "
                            + key
                            + "; write a number above 0 and "
                            + String.join(" or ", units.keySet().stream().sorted().toList()));
        }
        return OptionalDouble.of(measure.value() * unit);
    }

    private List<Drug> drugs() {
        List<Drug> drugs = new ArrayList<>();
        int compartment = 0;
        for (String id : top.names("drugs")) {
            Entry entry = new Entry(yaml, "/drugs/" + id);
            entry.allow(Set.of("molar_mass", "routes"));
            if (id.equals(DoseRule.EVERY_DRUG)) {
                throw entry.error(
                        "regimen.bad-name", "", "'all' stands for every drug; rename this one");
            }
            List<Drug.Route> routes = new ArrayList<>();
            for (String route : entry.names("routes")) {
                routes.add(route(entry.child("routes"), route, ++compartment));
            }
            drugs.add(new Drug(id, measure(entry, "molar_mass", Map.of("g/mol", 1.0)), routes));
        }
        return drugs;
    }

    private Drug.Route route(Entry routes, String id, int compartment) {
        Entry entry = routes.child(id);
        if (!(yaml.mapping(routes.path()).get(id) instanceof Map<?, ?>)) {
            return new Drug.Route(id, routes.identifier(id), "", compartment);
        }
        entry.allow(Set.of("into", "rate", "compartment"));
        String rate = entry.has("rate") ? entry.identifier("rate") : "";
        int number = entry.has("compartment") ? entry.whole("compartment", 1) : compartment;
        return new Drug.Route(id, entry.identifier("into"), rate, number);
    }

    private Regimen regimen(String id, Entry entry, DoseLineReader lines) {
        entry.allow(REGIMEN_KEYS);
        if (!entry.has("doses")) {
            throw new BadInputException(
                    "regimen.missing",
                    entry.location(),
                    "regimen " + id + " has no doses; write a list of them ([] for none)");
        }
        List<DoseLine> doses = entry.list("doses").stream().map(lines::line).toList();
        Set<String> given = Set.copyOf(doses.stream().map(DoseLine::drug).toList());
        return new Regimen(
                id,
                entry.text("title"),
                yaml.texts(entry.path() + "/given_in"),
                doses,
                entry.list("holidays").stream().map(one -> holiday(one, given)).toList(),
                entry.list("rules").stream().map(one -> rule(one, given)).toList(),
                entry.has("delay")
                        ? Optional.of(delay(entry.child("delay"), given))
                        : Optional.empty(),
                entry.hours("end"),
                entry.location());
    }

    private static Holiday holiday(Entry entry, Set<String> given) {
        entry.allow(Set.of("drug", "from", "to"));
        entry.required("from");
        entry.required("to");
        double from = entry.hours("from").orElse(0);
        double to = entry.hours("to").orElse(0);
        if (from >= to) {
            throw entry.error(
                    "regimen.bad-time", "to", "a holiday ends after it begins; correct it");
        }
        String drug = entry.has("drug") ? drug(entry, "drug", given) : DoseRule.EVERY_DRUG;
        return new Holiday(drug, from, to);
    }

    private static String drug(Entry entry, String key, Set<String> given) {
        String drug = entry.required(key);
        if (!drug.equals(DoseRule.EVERY_DRUG) && !given.contains(drug)) {
            throw entry.error(
                    "regimen.unknown-name",
                    key,
                    "the regimen gives no "
                            + drug
                            + "; "
                            + NearestNames.hint(drug, given, "name one of its drugs, or all"));
        }
        return drug;
    }

    private static DoseRule rule(Entry entry, Set<String> given) {
        entry.allow(Set.of("hold", "reduce", "to", "while", "once", "memory"));
        if (entry.has("hold") == entry.has("reduce") || entry.has("reduce") != entry.has("to")) {
            throw new BadInputException(
                    "regimen.bad-rule",
                    entry.location(),
                    "a rule is either hold: DRUG or reduce: DRUG with to: 50 %; write one of them");
        }
        if (entry.has("while") == entry.has("once") || entry.has("once") != entry.has("memory")) {
            throw new BadInputException(
                    "regimen.bad-rule",
                    entry.location(),
                    "a rule applies while: CONDITION, or from the first time on with once:"
                            + " CONDITION and memory: PARAMETER of the model; write one of them");
        }
        boolean lasting = entry.has("once");
        String key = lasting ? "once" : "while";
        String text = entry.required(key);
        Expression condition = condition(entry, key);
        boolean hold = entry.has("hold");
        return new DoseRule(
                drug(entry, hold ? "hold" : "reduce", given),
                hold ? 0 : entry.percent("to"),
                condition,
                text,
                lasting ? entry.identifier("memory") : "",
                entry.location(key));
    }

    /// A comparison over the model.
    private static Expression condition(Entry entry, String key) {
        String text = entry.required(key);
        Expression condition = InfixParser.parse(text, entry.location(key), Syntax.PETAB);
        if (!(condition instanceof Expression.Apply apply) || !TRUTHS.contains(apply.operator())) {
            throw entry.error(
                    "regimen.bad-rule",
                    key,
                    "'" + text + "' is no comparison; write one such as volume > 1500");
        }
        return condition;
    }

    private static CycleDelay delay(Entry entry, Set<String> given) {
        entry.allow(Set.of("drug", "until", "look", "at_most", "steps", "memory"));
        Expression recovered = condition(entry, "until");
        entry.required("look");
        entry.required("at_most");
        double look = entry.hours("look").orElse(0);
        double longest = entry.hours("at_most").orElse(0);
        if (look < 1) {
            throw entry.error("regimen.bad-time", "look", "looks are at least an hour apart");
        }
        if (longest < look) {
            throw entry.error(
                    "regimen.bad-time",
                    "at_most",
                    "a cycle waits at least until the next look; write as much as look or more");
        }
        List<Double> steps = new ArrayList<>();
        List<String> texts = yamlTexts(entry, "steps");
        for (String text : texts) {
            steps.add(entry.percentOf(text, "steps"));
        }
        if (!entry.has("memory")) {
            throw new BadInputException(
                    "regimen.missing",
                    entry.location(),
                    "a delay is remembered by parameters of the model that are 0 at the start; add"
                            + " memory: {shift: PARAMETER, waited: PARAMETER"
                            + (steps.isEmpty() ? "}" : ", step: PARAMETER}"));
        }
        Entry memory = entry.child("memory");
        memory.allow(Set.of("shift", "waited", "step"));
        if (memory.has("step") == steps.isEmpty()) {
            throw new BadInputException(
                    "regimen.bad-delay",
                    memory.location(),
                    "steps of the dose and a step parameter in memory go together; add or remove"
                            + " one");
        }
        return new CycleDelay(
                entry.has("drug") ? drug(entry, "drug", given) : DoseRule.EVERY_DRUG,
                recovered,
                entry.text("until"),
                look,
                longest,
                steps,
                memory.identifier("shift"),
                memory.identifier("waited"),
                steps.isEmpty() ? "" : memory.identifier("step"),
                entry.location());
    }

    private static List<String> yamlTexts(Entry entry, String key) {
        return entry.has(key) ? entry.yaml().texts(entry.path() + "/" + key) : List.of();
    }
}
