package org.tamor.format.sbml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.SharedData;
import org.tamor.failure.BadInputException;
import org.tamor.model.Model;
import org.tamor.model.ModelValidator;

/// Public models as a whole: all are read and valid, and what is written of them reads back as the
/// same model.
class SbmlCorpusTest {

    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<String> invalid = new ArrayList<>();
    private int read;

    private void readAndWriteAll(List<Corpus.Case> cases) {
        List<String> changed = new ArrayList<>();
        for (Corpus.Case example : cases) {
            Model model;
            try {
                model = example.read().model();
            } catch (BadInputException e) {
                refusals.merge(e.code(), 1, Integer::sum);
                continue;
            }
            read++;
            try {
                ModelValidator.validate(model, example.name());
            } catch (BadInputException e) {
                invalid.add(e.describe());
            }
            byte[] text = SbmlWriter.toText(model).getBytes(StandardCharsets.UTF_8);
            Model again =
                    SbmlReader.read(new ByteArrayInputStream(text), example.name() + " written");
            // Level 3 says computed stoichiometries otherwise; the rest must be the same.
            if (!again.equals(ComputedStoichiometry.asRules(model))) {
                changed.add(example.name());
            }
        }
        assertThat(changed).isEmpty();
    }

    /// The refusals are the cases with external model definitions, which need the files beside
    /// them, as the suite's index lists them.
    @Test
    void readsTheSemanticTestSuite() {
        List<Path> files = Corpus.semantic();
        assertThat(files).hasSize(1457);
        readAndWriteAll(files.stream().map(Corpus::read).toList());
        assertThat(refusals).containsExactly(Map.entry("sbml.comp", 9));
        assertThat(read).isEqualTo(1457 - 9);
        assertThat(invalid).isEmpty();
    }

    @Test
    void readsCuratedBioModels() {
        readAndWriteAll(Corpus.bioModels(100, 20_260_301));
        assertThat(refusals).isEmpty();
        assertThat(read).isEqualTo(100);
        // A flux-balance model, which is not meant to be simulated.
        assertThat(invalid)
                .singleElement()
                .asString()
                .startsWith("BIOMD0000001094.xml (compartment p): 'p' has no size");
    }

    /// The numbers of reactions are those of the collection's own description.
    @ParameterizedTest
    @CsvSource({"boehm, 9", "bachmann, 36", "bm595, 1490", "chen, 827", "sparced, 2434"})
    void readsTheBenchmarkModels(String name, int reactions) {
        Corpus.Case example = Corpus.read(SharedData.require("bench-models/" + name + ".xml"));
        assertThat(example.read().model().reactions()).hasSize(reactions);
        readAndWriteAll(List.of(example));
        assertThat(invalid).isEmpty();
    }
}
