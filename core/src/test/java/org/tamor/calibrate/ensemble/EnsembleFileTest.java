package org.tamor.calibrate.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;

/// Ensembles come back as they were written, and files that are none are refused.
class EnsembleFileTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void comesBackAsWritten() throws IOException {
        Path file = folder.resolve("ensemble.tsv");
        Ensemble written =
                new Ensemble(
                        List.of("k", "s"),
                        List.of(
                                new Ensemble.Member(0.1, -3.25, new double[] {1.0 / 3, 1e-7}),
                                new Ensemble.Member(0.3, Double.NaN, new double[] {2, -5})));
        EnsembleFile.write(written, file);
        Ensemble read = EnsembleFile.read(file, List.of("a", "k", "s"));
        assertThat(read.parameters()).containsExactly("k", "s");
        assertThat(read.weights()).containsExactly(new double[] {0.25, 0.75}, within(1e-15));
        assertThat(read.values(0)).isEqualTo(Map.of("k", 1.0 / 3, "s", 1e-7));
        assertThat(read.members().get(0).logPosterior()).isEqualTo(-3.25);
        assertThat(read.members().get(1).logPosterior()).isNaN();
        assertThat(Files.readString(file)).startsWith("weight\tlogPosterior\tk\ts\n");
    }

    @Test
    void sentencesAreRemembered() throws IOException {
        Path file = folder.resolve("ensemble.tsv");
        Ensemble written =
                new Ensemble(
                                List.of("k"),
                                List.of(new Ensemble.Member(1, Double.NaN, new double[] {2})))
                        .knowingSentences();
        EnsembleFile.write(written.resampled(2), file);
        Ensemble read = EnsembleFile.read(file, List.of("k"));
        assertThat(read.knowsSentences()).isTrue();
        assertThat(read.parameters()).containsExactly("k");
        assertThat(written.reweighted(new double[] {2}).knowsSentences()).isTrue();
    }

    @Test
    void resamplingKeepsTheWeights() {
        Ensemble ensemble =
                new Ensemble(
                        List.of("k"),
                        List.of(
                                new Ensemble.Member(3, 0, new double[] {1}),
                                new Ensemble.Member(1, 0, new double[] {2})));
        Ensemble equal = ensemble.resampled(200);
        assertThat(equal.members()).hasSize(200);
        assertThat(equal.members().stream().filter(m -> m.values()[0] == 1)).hasSize(150);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weight k/1 2/-1 3 | weight is -1",
                "weight knows k/1 all 3 | said to know all",
                "weight k/inf 2 | is no number",
                "weight k/1 NaN | is no number",
                "weight k/1 | a value is missing",
                "weight k k/1 2 3 | two columns k",
                "weight kk/1 2 | did you mean k",
                "weight unheard/1 2 | no parameter unheard",
                "weight/1 | has no parameter",
                "weight k/0 1 | weights sum to 0",
                "weight k | ensemble is empty",
                "k/1 | column weight is missing"
            })
    void refusesWhatIsNoEnsemble(String rows, String message) throws IOException {
        Path file = folder.resolve("bad.tsv");
        Files.writeString(file, rows.strip().replace(' ', '\t').replace('/', '\n') + "\n");
        assertThatThrownBy(() -> EnsembleFile.read(file, List.of("k", "s")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .matches(e -> ((BadInputException) e).location().file().endsWith("bad.tsv"));
    }
}
