package org.tamor.calibrate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.fit.ProgressFile;
import org.tamor.calibrate.profile.Profile.Verdict;
import org.tamor.format.petab.PetabReader;

/// Verdicts on parameters of which theory knows what can be said: decay from `a * b`, with a second
/// substance that is always there.
class ParameterProfilesTest {

    @TempDir private Path folder = Path.of("");

    /// @param prior the columns of the prior of the slow rate
    private ParameterProfiles profiles(String prior, int threads) throws IOException {
        Files.writeString(
                folder.resolve("model.ant"),
                """
                model m()
                  A = a * b; a = 1; b = 1; k = 1; slow = 0.01; B = 1;
                  J: A -> ; k * A;
                  L: B -> ; slow * B;
                end
                """);
        Files.writeString(
                folder.resolve("parameters.tsv"),
                """
                parameterId\tlowerBound\tupperBound\tnominalValue\testimate\tpriorDistribution\tpriorParameters
                a\t0.1\t10\t1\ttrue\t\t
                b\t0.1\t10\t1\ttrue\t\t
                k\t0.001\t100\t0.7\ttrue\t\t
                slow\t1e-6\t1\t1e-4\ttrue\t%s
                """
                        .formatted(prior));
        Files.writeString(
                folder.resolve("observables.tsv"),
                """
                observableId\tobservableFormula\tnoiseFormula
                o\tA\t0.02
                p\tB\t0.1
                """);
        StringBuilder table = new StringBuilder("observableId\texperimentId\ttime\tmeasurement\n");
        for (int i = 0; i < 8; i++) {
            double time = 0.4 * i;
            table.append("o\t\t").append(time).append('\t');
            table.append(Math.exp(-0.7 * time) + 0.01 * Math.sin(5 * i)).append('\n');
        }
        table.append("p\t\t1\t1\n");
        Files.writeString(folder.resolve("measurements.tsv"), table.toString());
        Files.writeString(
                folder.resolve("problem.yaml"),
                """
                format_version: 2.0.0
                model_files:
                  m: {location: model.ant, language: antimony}
                parameter_files: [parameters.tsv]
                observable_files: [observables.tsv]
                measurement_files: [measurements.tsv]
                """);
        PetabEvaluation evaluation =
                PetabEvaluation.of(PetabReader.read(folder.resolve("problem.yaml")));
        return ParameterProfiles.around(
                evaluation, evaluation.complete(Map.of()), new ProfileOptions(0.95, 60, threads));
    }

    private static final List<Integer> ALL = List.of(0, 1, 2, 3);

    @Test
    void judgesWhatTheMeasurementsSay() throws IOException {
        List<Profile> profiles = profiles("\t", 1).run(ALL, List.of(), one -> {});
        assertThat(profiles.stream().map(Profile::verdict))
                .containsExactly(
                        Verdict.FLAT, Verdict.FLAT, Verdict.IDENTIFIED, Verdict.OPEN_BELOW);
        assertThat(profiles.get(2).lower()).isPresent();
        assertThat(profiles.get(3).lower()).isEmpty();
        assertThat(profiles.get(3).upper()).isPresent();
    }

    @Test
    void seesThatAPriorBounds() throws IOException {
        Profile slow =
                profiles("log-normal\t-9;0.3", 1).run(List.of(3), List.of(), one -> {}).getFirst();
        assertThat(slow.verdict()).isEqualTo(Verdict.PRIOR);
    }

    @Test
    void resumesToTheSameForAnyNumberOfThreads() throws IOException {
        ParameterProfiles one = profiles("\t", 1);
        ProgressFile file =
                ProgressFile.begin(folder.resolve(ParameterProfiles.FILE_NAME), one.identity());
        List<Profile> whole =
                one.run(ALL, List.of(), done -> file.add(ParameterProfiles.fields(done)));
        String text = Files.readString(folder.resolve(ParameterProfiles.FILE_NAME));
        Files.writeString(
                folder.resolve(ParameterProfiles.FILE_NAME), text.substring(0, text.length() - 5));

        ParameterProfiles two = profiles("\t", 2);
        ProgressFile resumed =
                ProgressFile.resume(folder.resolve(ParameterProfiles.FILE_NAME), two.identity());
        List<Profile> known = two.read(resumed);
        assertThat(known).hasSize(3);
        List<Profile> again = two.run(ALL, known, done -> {});
        assertThat(fields(again)).isEqualTo(fields(whole));
    }

    private static List<List<String>> fields(List<Profile> profiles) {
        List<List<String>> fields = new ArrayList<>();
        profiles.forEach(profile -> fields.add(ParameterProfiles.fields(profile)));
        return fields;
    }
}
