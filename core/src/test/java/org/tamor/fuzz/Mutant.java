package org.tamor.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/// A damaged file. Seed and index alone determine it.
///
/// @param mutations what was done, in order
public record Mutant(
        FileKind kind, long index, FileKind.Original original, List<String> mutations, byte[] content) {

    /// Most files get one mutation, so that they come far; few get several.
    private static final double ONE_MORE = 0.3;

    private static final int MOST_MUTATIONS = 5;

    private static final Map<FileKind.Original, byte[]> CONTENT = new ConcurrentHashMap<>();

    static Mutant of(List<FileKind> kinds, long seed, long index) throws IOException {
        FileKind kind = kinds.get((int) (index % kinds.size()));
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        FileKind.Original original = Mutations.one(kind.originals(), random);
        String text = text(original);
        String other = text(Mutations.one(kind.originals(), random));
        List<String> done = new ArrayList<>();
        while (done.isEmpty() || done.size() < MOST_MUTATIONS && random.nextDouble() < ONE_MORE) {
            Mutation mutation = Mutations.one(kind.mutations(), random);
            text = mutation.change().apply(text, other, random);
            done.add(mutation.name());
        }
        return new Mutant(kind, index, original, done, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(FileKind.Original original) throws IOException {
        byte[] known = CONTENT.get(original);
        if (known == null) {
            known = original.content();
            CONTENT.put(original, known);
        }
        return new String(known, StandardCharsets.ISO_8859_1);
    }

    /// Which file was damaged, and how.
    public String describe() {
        return "%s %d: %s, %s".formatted(kind.name(), index, original.name(), String.join(", ", mutations));
    }
}
