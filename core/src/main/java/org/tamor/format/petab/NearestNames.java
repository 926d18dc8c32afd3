package org.tamor.format.petab;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Finds the known names that a mistyped one may have meant.
public final class NearestNames {

    private static final int MAXIMUM_LENGTH = 80;
    private static final int MAXIMUM_COUNT = 3;

    private NearestNames() {}

    /// Up to three known names, nearest first; none that has little in common with `name`.
    public static List<String> of(String name, Collection<String> known) {
        int limit = Math.max(1, Math.min(name.length(), MAXIMUM_LENGTH) / 3);
        return new TreeSet<>(known)
                .stream()
                        .filter(candidate ->
                                distance(name, candidate) <= limit || contains(name, candidate))
                        .sorted(Comparator.comparingInt(candidate -> distance(name, candidate)))
                        .limit(MAXIMUM_COUNT)
                        .toList();
    }

    /// A clause to end a message with: which known names are near, or what to do where none is.
    public static String hint(String name, Collection<String> known, String otherwise) {
        List<String> near = of(name, known);
        return near.isEmpty() ? otherwise : "did you mean " + String.join(" or ", near) + "?";
    }

    private static boolean contains(String name, String candidate) {
        String shorter = name.length() < candidate.length() ? name : candidate;
        String longer = name.length() < candidate.length() ? candidate : name;
        return shorter.length() >= 4
                && longer.toLowerCase(Locale.ROOT).contains(shorter.toLowerCase(Locale.ROOT));
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours that turn one into
    /// the other, disregarding case; 1 where they differ in case only.
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        if (a.equals(b)) {
            return left.equals(right) ? 0 : 1;
        }
        if (a.length() > MAXIMUM_LENGTH || b.length() > MAXIMUM_LENGTH) {
            return Integer.MAX_VALUE;
        }
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                table[i][j] = swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
            }
        }
        return table[a.length()][b.length()];
    }
}
