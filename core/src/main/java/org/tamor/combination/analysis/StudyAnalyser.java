package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Drug;
import org.tamor.combination.inference.Multiplicity;
import org.tamor.failure.BadInputException;

/// Analyses blocks side by side. The numbers do not depend on how many threads do it.
public final class StudyAnalyser {

    private static final int MOST_CONTRASTS = 20;

    private final List<CombinationBlock> blocks;
    private final AnalysisOptions options;
    private final IntConsumer progress;

    private StudyAnalyser(
            List<CombinationBlock> blocks, AnalysisOptions options, IntConsumer progress) {
        this.blocks = List.copyOf(ReadableDoses.of(blocks));
        this.options = options;
        this.progress = progress;
    }

    /// What became of one block.
    private record Outcome(
            @Nullable CombinationAnalysis analysis,
            @Nullable DoseResponses alone,
            CombinationStudy.@Nullable Unusable unusable) {}

    /// Analyses the blocks.
    ///
    /// @param progress is told how many blocks are done, from any thread; what it throws ends the
    ///   work
    /// @throws BadInputException `combination.primary` where the primary reference does not suit
    ///   the scale; the first block's own reason where no block can be analysed
    /// @throws CancellationException where the calling thread is interrupted
    public static CombinationStudy analyse(
            List<CombinationBlock> blocks, AnalysisOptions options, IntConsumer progress) {
        blocks.forEach(
                block -> ReferenceCatalogue.primary(options.primary(), block.data().scale()));
        ForkJoinPool pool = new ForkJoinPool(options.threads());
        try {
            StudyAnalyser analyser = new StudyAnalyser(blocks, options, progress);
            return pool.submit(analyser::study).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the analysis was stopped");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private CombinationStudy study() {
        AtomicInteger done = new AtomicInteger();
        List<Outcome> outcomes =
                IntStream.range(0, blocks.size())
                        .parallel()
                        .mapToObj(
                                index -> {
                                    Outcome outcome = outcome(index);
                                    progress.accept(done.incrementAndGet());
                                    return outcome;
                                })
                        .toList();
        List<CombinationAnalysis> analyses = new ArrayList<>();
        List<DoseResponses> alone = new ArrayList<>();
        List<CombinationStudy.Unusable> unusable = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.analysis != null) {
                analyses.add(outcome.analysis);
            }
            if (outcome.alone != null) {
                alone.add(outcome.alone);
            }
            if (outcome.unusable != null) {
                unusable.add(outcome.unusable);
            }
        }
        return new CombinationStudy(
                options, adjusted(analyses), alone, unusable, contrasts(analyses), flips(analyses));
    }

    private Outcome outcome(int index) {
        CombinationBlock block = blocks.get(index);
        try {
            if (block.data().cells().stream().noneMatch(DoseCell::isCombination)) {
                return new Outcome(null, DoseResponses.of(block, options, true), null);
            }
            return new Outcome(
                    BlockAnalyser.analyse(block, options, index < options.detailed()), null, null);
        } catch (BadInputException problem) {
            return new Outcome(
                    null,
                    null,
                    new CombinationStudy.Unusable(
                            block.name(), problem.code(), String.valueOf(problem.getMessage())));
        }
    }

    /// Benjamini-Hochberg over the blocks, for every reference by itself.
    private static List<CombinationAnalysis> adjusted(List<CombinationAnalysis> analyses) {
        Map<String, List<double[]>> found = new LinkedHashMap<>();
        for (int i = 0; i < analyses.size(); i++) {
            for (ModelScore score : analyses.get(i).scores()) {
                if (!Double.isNaN(score.probability())) {
                    found.computeIfAbsent(score.key(), key -> new ArrayList<>())
                            .add(new double[] {i, score.probability()});
                }
            }
        }
        double[][] adjusted = new double[analyses.size()][];
        List<String> keys = List.copyOf(found.keySet());
        for (int i = 0; i < adjusted.length; i++) {
            adjusted[i] = new double[keys.size()];
            Arrays.fill(adjusted[i], Double.NaN);
        }
        for (int k = 0; k < keys.size(); k++) {
            List<double[]> tests = found.getOrDefault(keys.get(k), List.of());
            double[] values =
                    Multiplicity.benjaminiHochberg(
                            tests.stream().mapToDouble(test -> test[1]).toArray());
            for (int j = 0; j < values.length; j++) {
                adjusted[(int) tests.get(j)[0]][k] = values[j];
            }
        }
        List<CombinationAnalysis> changed = new ArrayList<>();
        for (int i = 0; i < analyses.size(); i++) {
            double[] own = adjusted[i];
            changed.add(
                    analyses.get(i)
                            .withScores(
                                    analyses.get(i).scores().stream()
                                            .map(score -> score.withAdjusted(at(own, keys, score)))
                                            .toList()));
        }
        return changed;
    }

    private static double at(double[] adjusted, List<String> keys, ModelScore score) {
        int index = keys.indexOf(score.key());
        return index < 0 ? Double.NaN : adjusted[index];
    }

    /// Contrasts of blocks in detail: the same drugs and scale, another cell line; or the same
    /// cells at another time.
    private List<CellLineContrast> contrasts(List<CombinationAnalysis> analyses) {
        List<CellLineContrast> contrasts = new ArrayList<>();
        if (options.draws() == 0) {
            return contrasts;
        }
        for (int i = 0; i < analyses.size(); i++) {
            for (int j = i + 1; j < analyses.size() && contrasts.size() < MOST_CONTRASTS; j++) {
                CombinationAnalysis a = analyses.get(i);
                CombinationAnalysis b = analyses.get(j);
                if (a.detailed() && b.detailed() && areComparable(a.block(), b.block())) {
                    contrasts.add(CellLineContrast.of(a.block(), b.block(), options));
                }
            }
        }
        return contrasts;
    }

    private static boolean areComparable(CombinationBlock a, CombinationBlock b) {
        boolean sameTime = Double.compare(a.hours(), b.hours()) == 0;
        boolean sameCells = a.cellLine().equals(b.cellLine());
        return a.data().drugs().equals(b.data().drugs())
                && a.data().scale() == b.data().scale()
                && sameTime != sameCells;
    }

    private static List<String> flips(List<CombinationAnalysis> analyses) {
        Map<String, List<CombinationAnalysis>> groups = new LinkedHashMap<>();
        for (CombinationAnalysis analysis : analyses) {
            String drugs =
                    String.join(
                            " + ",
                            analysis.block().data().drugs().stream().map(Drug::name).toList());
            String cells = analysis.block().cellLine();
            groups.computeIfAbsent(
                            drugs + (cells.isEmpty() ? "" : " in " + cells),
                            key -> new ArrayList<>())
                    .add(analysis);
        }
        List<String> flips = new ArrayList<>();
        groups.forEach(
                (name, group) -> {
                    long times =
                            group.stream().mapToDouble(a -> a.block().hours()).distinct().count();
                    long directions =
                            group.stream()
                                    .map(a -> a.primaryScore().direction())
                                    .distinct()
                                    .count();
                    if (times > 1 && directions > 1) {
                        flips.add(
                                name
                                        + " depends on the hours: "
                                        + String.join(
                                                ", ",
                                                group.stream().map(StudyAnalyser::atHours).toList())
                                        + ".");
                    }
                });
        return flips;
    }

    private static String atHours(CombinationAnalysis analysis) {
        return "%s at %s h (%s)"
                .formatted(
                        analysis.primaryScore().direction().text(),
                        Wording.number(analysis.block().hours()),
                        Wording.points(analysis.primaryScore().excess().estimate()));
    }
}
