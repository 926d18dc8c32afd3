package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.format.sheet.Sheet;

/// Which column of a long table means what.
///
/// @param header the row of headers
/// @param roles the 1-based columns of each role
/// @param named columns of doses that are named after their drug, such as `BI2536_M`
/// @param paired whether columns named so were given to columns of drugs, by their order
record LongTableColumns(
        Sheet.Row header, Map<String, List<Integer>> roles, List<Integer> named, boolean paired) {

    /// Words of programs for no entry.
    private static final Set<String> NO_ENTRY =
            Set.of("NaN", "nan", "NA", "N/A", "#N/A", "null", "NULL", "None");

    /// The headers of a row, by what is declared and by their names.
    ///
    /// @param missing takes each declared header that the row lacks
    static LongTableColumns of(Sheet.Row header, TableRecipe declared, List<String> missing) {
        List<String> texts = new ArrayList<>();
        for (int column = 1; column <= header.width(); column++) {
            texts.add(header.text(column));
        }
        Map<String, List<Integer>> roles = new LinkedHashMap<>();
        declared.columns()
                .forEach(
                        (role, names) -> {
                            List<Integer> columns = new ArrayList<>();
                            for (String name : names) {
                                int index = texts.indexOf(name);
                                if (index < 0) {
                                    missing.add(name);
                                } else {
                                    columns.add(index + 1);
                                }
                            }
                            roles.put(role, columns);
                        });
        Set<Integer> taken = new LinkedHashSet<>();
        roles.values().forEach(taken::addAll);
        List<String> free = new ArrayList<>(texts);
        taken.forEach(column -> free.set(column - 1, ""));
        ColumnRoles.find(free).forEach((role, column) -> roles.putIfAbsent(role, List.of(column)));
        roles.values().forEach(columns -> columns.forEach(column -> free.set(column - 1, "")));
        if (!roles.containsKey("response")) {
            List<Integer> found = ResponseColumns.find(free);
            if (!found.isEmpty()) {
                roles.put("response", found);
                found.forEach(column -> free.set(column - 1, ""));
            }
        }
        roles.values().removeIf(List::isEmpty);
        List<Integer> named = named(free, roles);
        List<Integer> drugs = new ArrayList<>();
        for (int n = 1; n <= ColumnRoles.MAXIMUM_DRUGS; n++) {
            if (roles.containsKey("drug" + n)) {
                drugs.add(n);
            }
        }
        boolean paired = !named.isEmpty() && named.size() == drugs.size();
        for (int i = 0; i < drugs.size() && !named.isEmpty(); i++) {
            if (paired) {
                roles.put("dose" + drugs.get(i), List.of(named.get(i)));
            } else if (!declared.columns().containsKey("drug" + drugs.get(i))) {
                roles.remove("drug" + drugs.get(i));
            }
        }
        return new LongTableColumns(header, roles, paired ? List.of() : named, paired);
    }

    /// Which column of doses belongs to which column of drugs, in words.
    String pairs() {
        List<String> pairs = new ArrayList<>();
        for (int n = 1; n <= ColumnRoles.MAXIMUM_DRUGS; n++) {
            if (has("drug" + n) && has("dose" + n)) {
                pairs.add(
                        "'"
                                + headerOf(column("dose" + n).orElseThrow())
                                + "' holds the doses of '"
                                + headerOf(column("drug" + n).orElseThrow())
                                + "'");
            }
        }
        return String.join(" and ", pairs);
    }

    private static List<Integer> named(List<String> free, Map<String, List<Integer>> roles) {
        List<Integer> named = new ArrayList<>();
        boolean doses = roles.keySet().stream().anyMatch(role -> role.startsWith("dose"));
        for (int i = 0; i < free.size() && !doses; i++) {
            if (ColumnRoles.unit(free.get(i)).isPresent()) {
                named.add(i + 1);
            }
        }
        return named;
    }

    /// Whether the row says what doses and responses are, or at least where each well lies.
    boolean isTable() {
        boolean doses = !named.isEmpty() || count("dose") > 0;
        return has("response") && (doses || hasWell()) || count("dose") > 0 && count("drug") > 0;
    }

    /// Whether the row is something like a header of a long table.
    boolean isLike() {
        return count("dose") + count("drug") + (has("response") ? 1 : 0) + (has("block") ? 1 : 0)
                >= 2;
    }

    boolean hasWell() {
        return has("well") || has("well-row") && has("well-column");
    }

    boolean hasDoses() {
        return !named.isEmpty() || count("dose") > 0;
    }

    boolean has(String role) {
        return roles.containsKey(role);
    }

    private int count(String stem) {
        int count = 0;
        for (int n = 1; n <= ColumnRoles.MAXIMUM_DRUGS; n++) {
            count += has(stem + n) ? 1 : 0;
        }
        return count;
    }

    /// The only column of a role.
    Optional<Integer> column(String role) {
        return Optional.ofNullable(roles.get(role)).map(List::getFirst);
    }

    String text(Sheet.Row row, String role) {
        return column(role).map(row::text).orElse("");
    }

    /// As [#text], empty where the table says `NaN` or the like.
    String entry(Sheet.Row row, String role) {
        String text = text(row, role);
        return NO_ENTRY.contains(text) ? "" : text;
    }

    String headerOf(int column) {
        return header.text(column);
    }

    /// The headers of each role, as recipes keep them.
    Map<String, List<String>> asRecipe() {
        Map<String, List<String>> recipe = new LinkedHashMap<>();
        roles.forEach(
                (role, columns) -> recipe.put(role, columns.stream().map(this::headerOf).toList()));
        return recipe;
    }

    /// Columns with content that nothing is read from.
    List<String> unused() {
        Set<Integer> used = new LinkedHashSet<>(named);
        roles.values().forEach(used::addAll);
        List<String> unused = new ArrayList<>();
        for (int column = 1; column <= header.width(); column++) {
            if (!used.contains(column) && !headerOf(column).isEmpty()) {
                unused.add(headerOf(column));
            }
        }
        return unused;
    }
}
