package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the columns of the response among the headers of a long table.
final class ResponseColumns {

    private static final Set<String> EXACT =
            Set.of(
                    "response",
                    "inhibition",
                    "viability",
                    "effect",
                    "survival",
                    "cellcount",
                    "cellsperwell",
                    "cellsperplate",
                    "percentgrowth",
                    "readoutvalue",
                    "fractionaffected");
    private static final Set<String> WORDS =
            Set.of(
                    "response",
                    "inhibition",
                    "viability",
                    "effect",
                    "survival",
                    "luminescence",
                    "fluorescence",
                    "absorbance",
                    "intensity",
                    "signal",
                    "count",
                    "counts",
                    "affected",
                    "resp");
    private static final Set<String> WEAK =
            Set.of("e", "value", "measure", "rate", "result", "readout", "growth", "grvalue");
    private static final Set<String> NEVER =
            Set.of(
                    "sd",
                    "se",
                    "sem",
                    "std",
                    "ci",
                    "95ci",
                    "ctrl",
                    "time0",
                    "expected",
                    "predicted",
                    "published",
                    "unit",
                    "id",
                    "name",
                    "log");

    private ResponseColumns() {}

    /// The columns, 1-based: none, one, the numbered replicates of one row, or several between
    /// which a person must choose.
    static List<Integer> find(List<String> headers) {
        List<Integer> exact = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        List<Integer> weak = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i).toLowerCase(Locale.ROOT);
            List<String> tokens = Arrays.asList(header.split("[^\\p{L}\\p{N}]+", 32));
            String plain = header.replaceAll("[^\\p{L}\\p{N}]", "").replaceAll("\\d+$", "");
            if (tokens.stream().anyMatch(NEVER::contains)) {
                continue;
            }
            if (EXACT.contains(plain)) {
                exact.add(i + 1);
            } else if (tokens.stream().anyMatch(WORDS::contains)) {
                words.add(i + 1);
            } else if (WEAK.contains(plain)) {
                weak.add(i + 1);
            }
        }
        return !exact.isEmpty() ? exact : !words.isEmpty() ? words : weak;
    }

    /// Whether headers differ only in a number at their end, as replicates in one row do.
    static boolean areReplicates(List<String> headers) {
        return headers.stream().allMatch(header -> header.matches(".*\\d"))
                && headers.stream()
                                .map(header -> header.replaceAll("[\\s_.]*\\d+$", ""))
                                .distinct()
                                .count()
                        == 1;
    }
}
