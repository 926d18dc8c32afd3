package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What columns of long tables may mean, and by which headers the field's programs name them.
public final class ColumnRoles {

    static final int MAXIMUM_DRUGS = 6;

    /// Aliases of each role, without spaces, dots, underscores and capitals; the earlier go first.
    private static final Map<String, List<String>> ALIASES = new LinkedHashMap<>();

    private static final Pattern NUMBERED_ROLE =
            Pattern.compile("(drug|dose|unit)[1-" + MAXIMUM_DRUGS + "]");
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern WITH_UNIT =
            Pattern.compile("(.+?)[\\s_.]*[(\\[]\\s*([^()\\[\\]]+?)\\s*[)\\]]");
    private static final Pattern UNIT_LAST =
            Pattern.compile("(.+?)[\\s_.]+(pM|nM|uM|µM|μM|mM|M|[unm]g_per_ml|[unm]g/ml)");

    static {
        put(
                "block",
                "blockid",
                "pairindex",
                "block",
                "dataset",
                "experiment",
                "exp",
                "perturbation");
        put("cell-line", "celllinename", "cellline", "cellname", "cell", "sampleid", "clid");
        put(
                "hours",
                "time",
                "timeh",
                "timehours",
                "hours",
                "duration",
                "timed",
                "timedays",
                "assaytime");
        put("plate", "barcode", "plate", "plateid", "platename", "upid", "tray");
        put("well", "well", "wellid", "wellname", "position", "wellposition");
        put("well-row", "wellrow", "row");
        put("well-column", "wellcolumn", "wellcol", "column", "col");
        put(
                "replicate",
                "biologicalreplicate",
                "biologicalrep",
                "biorep",
                "replicate",
                "replicateid",
                "rep",
                "batch",
                "study");
        put("role", "role", "welltype", "controltype");
        put("control", "cellcountctrl");
        put("time-zero", "cellcounttime0", "timezero");
        put("background", "backgroundvalue", "background");
        put("unit", "concunit", "unit", "units", "doseunit", "concunits", "concunitaslabelled");
        for (int n = 1; n <= MAXIMUM_DRUGS; n++) {
            numbered(n);
        }
    }

    private ColumnRoles() {}

    private static void put(String role, String... aliases) {
        ALIASES.computeIfAbsent(role, key -> new ArrayList<>()).addAll(List.of(aliases));
    }

    private static void numbered(int n) {
        for (String stem :
                List.of(
                        "drug%d",
                        "drug%dname",
                        "drugname%d",
                        "treatment%did",
                        "treatment%d",
                        "cpd%d",
                        "compound%d",
                        "agent%d",
                        "gnumber%d",
                        "nsc%d")) {
            put("drug" + n, stem.formatted(n));
        }
        for (String stem :
                List.of(
                        "conc%d",
                        "dose%d",
                        "drug%dconc",
                        "drug%ddose",
                        "drug%dconcentration",
                        "concentration%d",
                        "treatment%ddose",
                        "d%d")) {
            put("dose" + n, stem.formatted(n));
        }
        for (String stem :
                List.of(
                        "concunit%d",
                        "drug%dunits",
                        "drug%dunit",
                        "unit%d",
                        "units%d",
                        "doseunit%d",
                        "treatment%dunit",
                        "conc%dunit")) {
            put("unit" + n, stem.formatted(n));
        }
        if (n == 1) {
            put(
                    "drug1",
                    "drugrow",
                    "drugrowname",
                    "druga",
                    "drugname",
                    "drug",
                    "treatment",
                    "agent",
                    "compound",
                    "gnumber",
                    "nsc");
            put(
                    "dose1",
                    "concr",
                    "concrow",
                    "drugconc",
                    "concentration",
                    "conc",
                    "dose",
                    "conca",
                    "dosea");
            put("unit1", "concrunit", "concrowunit");
        } else if (n == 2) {
            put("drug2", "drugcol", "drugcolname", "drugb", "partner");
            put(
                    "dose2",
                    "concc",
                    "conccol",
                    "concb",
                    "doseb",
                    "partnerconc",
                    "partnerdose",
                    "partnerconcentration");
            put("unit2", "conccunit", "conccolunit");
        }
    }

    public static boolean isRole(String role) {
        return role.equals("response")
                || ALIASES.containsKey(role)
                || NUMBERED_ROLE.matcher(role).matches();
    }

    public static String names() {
        return "response, " + String.join(", ", ALIASES.keySet());
    }

    /// The columns, 1-based, whose header is an alias of a role; each column has one role and each
    /// role the column of its first alias.
    static Map<String, Integer> find(List<String> headers) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            columns.putIfAbsent(stem(headers.get(i)), i + 1);
            columns.putIfAbsent(plain(headers.get(i)), i + 1);
        }
        Map<String, Integer> found = new LinkedHashMap<>();
        ALIASES.forEach(
                (role, aliases) ->
                        aliases.stream()
                                .map(alias -> columns.getOrDefault(alias, 0))
                                .filter(column -> column > 0 && !found.containsValue(column))
                                .findFirst()
                                .ifPresent(column -> found.put(role, column)));
        return found;
    }

    private static String plain(String text) {
        return MARKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /// A header without its unit.
    static String stem(String header) {
        return plain(unit(header).map(unit -> withoutUnit(header)).orElse(header));
    }

    /// A header with its unit taken off, spelt as it was.
    static String withoutUnit(String header) {
        Matcher matcher = UNIT_LAST.matcher(header);
        if (matcher.matches()) {
            return matcher.group(1);
        }
        matcher = WITH_UNIT.matcher(header);
        return matcher.matches() ? matcher.group(1) : header;
    }

    /// The dose unit in a header such as `conc (uM)` or `dose1_nM`.
    static Optional<String> unit(String header) {
        Matcher matcher = UNIT_LAST.matcher(header);
        if (matcher.matches()) {
            return Optional.of(DoseUnit.normalise(matcher.group(2)));
        }
        matcher = WITH_UNIT.matcher(header);
        return matcher.matches() && DoseUnit.isKnown(matcher.group(2))
                ? Optional.of(DoseUnit.normalise(matcher.group(2)))
                : Optional.empty();
    }
}
