package org.tamor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tamor.ProjectFiles;
import org.tamor.SharedData;

/// Two thousand damaged files: none makes anything but a model or a clear refusal. `bench/run
/// fuzz.MutatedFiles` does the same at length.
class MutatedFilesTest {

    private static final int COUNT = 2000;
    private static final long SEED = 20_251;

    @Test
    void endInAModelOrARefusal() throws InterruptedException {
        Path shared = Corpus.folderOf(SharedData.require("sbml-test-suite"));
        List<String> defects = new ArrayList<>();
        Map<Outcome.Ending, Integer> counts = new EnumMap<>(Outcome.Ending.class);
        new MutantRun(FileKinds.all(shared, ProjectFiles.root().resolve("studies")), SEED, 20)
                .run(0, COUNT, 2, (mutant, outcome, stack) -> {
                    counts.merge(outcome.kind(), 1, Integer::sum);
                    if (outcome.kind() == Outcome.Ending.DEFECT) {
                        defects.add(mutant.describe() + ": " + outcome.detail() + "\n" + stack);
                    }
                });
        assertThat(defects).isEmpty();
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(COUNT);
        assertThat(counts.get(Outcome.Ending.SIMULATED)).as("that came far").isGreaterThan(COUNT / 10);
        assertThat(counts.get(Outcome.Ending.REFUSED)).isGreaterThan(COUNT / 4);
    }

    @Test
    void areTheSameForAnyNumberOfThreads() throws InterruptedException {
        Path shared = Corpus.folderOf(SharedData.require("sbml-test-suite"));
        List<FileKind> kinds = FileKinds.all(shared, ProjectFiles.root().resolve("studies"));
        assertThat(outcomes(kinds, 1)).isEqualTo(outcomes(kinds, 3));
    }

    private static List<String> outcomes(List<FileKind> kinds, int lanes) throws InterruptedException {
        String[] found = new String[60];
        new MutantRun(kinds, 7, 20)
                .run(0, found.length, lanes, (mutant, outcome, _) ->
                        found[(int) mutant.index()] = mutant.describe() + outcome);
        return List.of(found);
    }
}
