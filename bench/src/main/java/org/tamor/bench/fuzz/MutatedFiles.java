package org.tamor.bench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.fuzz.FileKind;
import org.tamor.fuzz.FileKinds;
import org.tamor.fuzz.Mutant;
import org.tamor.fuzz.MutantRun;
import org.tamor.fuzz.Outcome;

/// `bench/run fuzz.MutatedFiles [--count 100000] [--seed 1] [--kind sbml,antimony,petab,sedml]
/// [--first 0] [--threads 2] [--seconds 5] [--shared DIR] [--out DIR]`: reads damaged files and
/// counts what becomes of them; a defect is printed with its stack and its file kept.
public final class MutatedFiles {

    private static final int SHOWN_STACK = 40;

    private final Map<String, Map<Outcome.Ending, Integer>> counts = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Integer> defects = new TreeMap<>();
    private final Path out;
    private final long count;
    private long done;

    private MutatedFiles(Path out, long count) {
        this.out = out;
        this.count = count;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        Path shared = Path.of(options.getOrDefault("--shared", "../shared"));
        List<String> names = List.of(options.getOrDefault("--kind", "sbml,antimony,petab,sedml").split(","));
        List<FileKind> kinds =
                FileKinds.all(shared, Path.of("studies")).stream()
                        .filter(kind -> names.contains(kind.name()))
                        .toList();
        kinds.forEach(kind -> System.out.println(kind.name() + ": " + kind.originals().size() + " files"));
        long count = Long.parseLong(options.getOrDefault("--count", "100000"));
        MutatedFiles report = new MutatedFiles(Path.of(options.getOrDefault("--out", "results/fuzz")), count);
        long begin = System.nanoTime();
        new MutantRun(
                        kinds,
                        Long.parseLong(options.getOrDefault("--seed", "1")),
                        Double.parseDouble(options.getOrDefault("--seconds", "5")))
                .run(
                        Long.parseLong(options.getOrDefault("--first", "0")),
                        count,
                        Integer.parseInt(options.getOrDefault("--threads", "2")),
                        report::add);
        report.print();
        System.out.printf("%.0f s%n", (System.nanoTime() - begin) * 1e-9);
        System.exit(report.defects.isEmpty() ? 0 : 1);
    }

    private void add(Mutant mutant, Outcome outcome, String stack) {
        counts.computeIfAbsent(mutant.kind().name(), _ -> new EnumMap<>(Outcome.Ending.class))
                .merge(outcome.kind(), 1, Integer::sum);
        if (outcome.kind() == Outcome.Ending.REFUSED) {
            refusals.merge(outcome.detail(), 1, Integer::sum);
        }
        if (outcome.kind() == Outcome.Ending.DEFECT) {
            boolean known = defects.merge(outcome.detail(), 1, Integer::sum) > 1;
            if (!known) {
                System.out.println("DEFECT " + outcome.detail() + "\n  " + mutant.describe());
                stack.lines().limit(SHOWN_STACK).forEach(line -> System.out.println("  " + line));
            } else {
                System.out.println("again: " + outcome.detail() + "\n  " + mutant.describe());
            }
            keep(mutant);
        }
        if (++done % 1000 == 0) {
            System.err.println(done + " of " + count + ", " + defects.size() + " different defects");
        }
    }

    private void keep(Mutant mutant) {
        try {
            Files.createDirectories(out);
            Path file = out.resolve(mutant.kind().name() + "-" + mutant.index());
            Files.write(file, mutant.content());
            System.out.println("  kept as " + file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void print() {
        System.out.println();
        StringBuilder head = new StringBuilder("| kind |");
        for (Outcome.Ending one : Outcome.Ending.values()) {
            head.append(' ').append(one.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')).append(" |");
        }
        System.out.println(head);
        System.out.println("|---|" + "---:|".repeat(Outcome.Ending.values().length));
        counts.forEach((kind, byClass) -> {
            StringBuilder row = new StringBuilder("| " + kind + " |");
            for (Outcome.Ending one : Outcome.Ending.values()) {
                row.append(' ').append(byClass.getOrDefault(one, 0)).append(" |");
            }
            System.out.println(row);
        });
        System.out.println("\nrefusals by code: " + refusals);
        System.out.println("defects: " + defects);
    }
}
