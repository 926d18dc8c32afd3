package org.tamor.format.tumour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tamor.format.sheet.Sheet;

/// Which column of a table means what, by the headers that laboratories and programs use.
///
/// @param header the row of headers
/// @param roles the 1-based column of each role: `study`, `arm`, `animal`, `day`, `volume`,
///   `length`, `width`, `weight`, `reason`
/// @param days 1-based columns whose header is a day, with the day
record VolumeColumns(Sheet.Row header, Map<String, Integer> roles, Map<Integer, Double> days) {

    private static final Map<String, List<String>> ALIASES = new LinkedHashMap<>();
    private static final Pattern UNIT =
            Pattern.compile(
                    "(.*?)[\\s_.]*[(\\[]?(mm\\^?3|mm³|mm3|cm\\^?3|cm³|cm3|cc|ml|ul|µl|mm|cm|kg|mg|g|days?|d|hours?|hrs?|h|weeks?|wks?|w)[)\\]]?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETS =
            Pattern.compile("(.+?)[\\s_.]*[(\\[]\\s*([^()\\[\\]]+?)\\s*[)\\]]");
    private static final Pattern DAY =
            Pattern.compile(
                    "(?:d|day|t|time)?[\\s_.]*(-?\\d+(?:[.,]\\d+)?)", Pattern.CASE_INSENSITIVE);

    static {
        ALIASES.put(
                "arm",
                List.of(
                        "treatment",
                        "treatmentgroup",
                        "group",
                        "arm",
                        "trt",
                        "treatmentarm",
                        "cohort",
                        "groupname",
                        "regimen",
                        "drug"));
        ALIASES.put(
                "animal",
                List.of(
                        "mouse",
                        "mouseid",
                        "mouseno",
                        "mousenumber",
                        "subject",
                        "subjectid",
                        "animal",
                        "animalid",
                        "animalno",
                        "animalnumber",
                        "id",
                        "eartag",
                        "tag",
                        "rat",
                        "ratid",
                        "xenograft",
                        "pdxid"));
        ALIASES.put(
                "day",
                List.of(
                        "day",
                        "days",
                        "time",
                        "timepoint",
                        "studyday",
                        "dayspostt0",
                        "daypostt0",
                        "dayposttreatment",
                        "daysposttreatment",
                        "dayoftreatment",
                        "dpi",
                        "dayspostimplantation",
                        "daypostimplant",
                        "hours",
                        "weeks",
                        "week"));
        ALIASES.put(
                "volume",
                List.of(
                        "tumorvolume",
                        "tumourvolume",
                        "volume",
                        "tumorvol",
                        "tumourvol",
                        "vol",
                        "tv",
                        "tumorsize",
                        "tumoursize",
                        "size"));
        ALIASES.put("length", List.of("length", "tumorlength", "tumourlength", "long", "l"));
        ALIASES.put(
                "width", List.of("width", "tumorwidth", "tumourwidth", "short", "breadth", "w"));
        ALIASES.put("weight", List.of("bodyweight", "weight", "bw", "mouseweight"));
        ALIASES.put(
                "reason",
                List.of(
                        "reason",
                        "deathreason",
                        "causeofdeath",
                        "death",
                        "euthanasia",
                        "euthanasiareason",
                        "reasonforremoval",
                        "removal",
                        "status",
                        "outcome",
                        "endpoint"));
        ALIASES.put(
                "study",
                List.of(
                        "study",
                        "model",
                        "modelid",
                        "tumormodel",
                        "tumourmodel",
                        "pdx",
                        "pdxmodel",
                        "cellline",
                        "experiment",
                        "experimentid"));
    }

    /// The columns of a row taken as headers. Where no header fits a role, one that fits but for
    /// what stands in brackets is taken, so that a unit that is not known can be named.
    static VolumeColumns of(Sheet.Row header) {
        Map<String, Integer> roles = new LinkedHashMap<>();
        assign(header, roles, VolumeColumns::means);
        assign(header, roles, (text, alias) -> plain(withoutBrackets(text)).equals(alias));
        Map<Integer, Double> days = new LinkedHashMap<>();
        for (int column = 1; column <= header.width(); column++) {
            OptionalDouble day = day(header.text(column));
            if (!roles.containsValue(column) && day.isPresent()) {
                days.put(column, day.getAsDouble());
            }
        }
        return new VolumeColumns(header, roles, days);
    }

    private static void assign(
            Sheet.Row header, Map<String, Integer> roles, BiPredicate<String, String> fits) {
        ALIASES.forEach(
                (role, aliases) -> {
                    for (String alias : aliases) {
                        for (int column = 1; column <= header.width(); column++) {
                            if (!roles.containsKey(role)
                                    && !roles.containsValue(column)
                                    && fits.test(header.text(column), alias)) {
                                roles.put(role, column);
                            }
                        }
                    }
                });
    }

    private static boolean means(String header, String alias) {
        return plain(header).equals(alias)
                || knownUnit(header)
                        .map(unit -> plain(withoutUnit(header)).equals(alias))
                        .orElse(false);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /// The unit at the end of a header such as `Volume (mm3)` or `tumor_volume_mm3`, in lower case.
    private static Optional<String> knownUnit(String header) {
        Matcher matcher = UNIT.matcher(header.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty()) {
            return Optional.empty();
        }
        String start = matcher.group(1);
        boolean separate = header.strip().length() > start.length() + matcher.group(2).length();
        return separate
                ? Optional.of(
                        matcher.group(2)
                                .toLowerCase(Locale.ROOT)
                                .replace("^", "")
                                .replace("³", "3"))
                : Optional.empty();
    }

    /// The unit that the header of a role names: a known one, or whatever stands in brackets behind
    /// the role's name.
    Optional<String> unit(String role) {
        String text = header.text(column(role));
        Matcher brackets = BRACKETS.matcher(text.strip());
        boolean named = ALIASES.getOrDefault(role, List.of()).contains(plain(text));
        return named || knownUnit(text).isPresent() || !brackets.matches()
                ? knownUnit(text)
                : Optional.of(brackets.group(2));
    }

    private static String withoutBrackets(String header) {
        Matcher matcher = BRACKETS.matcher(header.strip());
        return matcher.matches() ? matcher.group(1) : header;
    }

    private static String withoutUnit(String header) {
        Matcher matcher = UNIT.matcher(header.strip());
        return matcher.matches() ? matcher.group(1) : header;
    }

    /// The day in a text such as `7`, `Day 7`, `D-1`.
    static OptionalDouble day(String text) {
        Matcher matcher = DAY.matcher(text.strip());
        return matcher.matches()
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1).replace(',', '.')))
                : OptionalDouble.empty();
    }

    boolean has(String role) {
        return roles.containsKey(role);
    }

    int column(String role) {
        return roles.getOrDefault(role, 1);
    }

    String text(Sheet.Row row, String role) {
        return has(role) ? row.text(column(role)) : "";
    }

    /// A row for each animal and day.
    boolean isLong() {
        return has("arm") && has("day") && (has("volume") || has("length") && has("width"));
    }

    /// A row for each animal, a column for each day.
    boolean isWideByDay() {
        return has("arm") && !has("day") && days.size() >= 2;
    }

    /// A row for each day, a column for each animal.
    boolean isWideByAnimal() {
        return has("day") && !has("arm") && !has("volume") && header.width() >= 3;
    }

    /// Headers of long tables that were looked for and are missing.
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!has("arm")) {
            missing.add("treatment (or group, arm)");
        }
        if (!has("day")) {
            missing.add("day (or time)");
        }
        if (!has("volume") && !(has("length") && has("width"))) {
            missing.add("tumor volume (or length and width)");
        }
        return missing;
    }
}
