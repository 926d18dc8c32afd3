package org.tamor.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.antimony.AntimonyWriter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.format.sedml.FolderFiles;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.SedmlReader;
import org.tamor.sedml.Experiment;

/// The kinds of files that Tamor reads.
public final class FileKinds {

    private FileKinds() {}

    /// All kinds, in the order in which they take turns. Another format is added here.
    ///
    /// @param shared the folder with `sbml-test-suite`, `biomodels`, `petab`
    /// @param studies the repository's folder `studies`
    public static List<FileKind> all(Path shared, Path studies) {
        return List.of(new Sbml(shared), new Antimony(shared, studies), new Petab(shared), new Sedml());
    }

    private static List<Mutation> join(List<Mutation> first, List<Mutation> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<FileKind.Original> sbml(Path shared) {
        List<FileKind.Original> all =
                new ArrayList<>(Corpus.below(shared.resolve("sbml-test-suite"), name -> name.endsWith(".xml")));
        all.addAll(Corpus.inArchive(shared.resolve("biomodels/biomodels-curated.zip")));
        return List.copyOf(all);
    }

    /// SBML: the test suite's cases and curated models.
    private record Sbml(List<Original> originals) implements FileKind {

        Sbml(Path shared) {
            this(sbml(shared));
        }

        @Override
        public String name() {
            return "sbml";
        }

        @Override
        public List<Mutation> mutations() {
            return join(XmlMutations.all(), join(XmlMutations.all(), Mutations.ofText()));
        }

        @Override
        public Outcome attempt(Original original, byte[] content, Path folder) {
            return Trial.of(SbmlReader.read(new ByteArrayInputStream(content), "damaged.xml"), "damaged.xml");
        }
    }

    /// An SBML file in the words of Antimony.
    private record Converted(FileKind.Original sbml) implements FileKind.Original {
        @Override
        public String name() {
            return sbml.name() + " in Antimony";
        }

        @Override
        public byte[] content() throws IOException {
            try {
                return AntimonyWriter.toText(SbmlReader.read(new ByteArrayInputStream(sbml.content()), sbml.name()))
                        .getBytes(StandardCharsets.UTF_8);
            } catch (org.tamor.failure.TamorException refused) {
                return "model m\n  a = 1; a -> ; k*a; k = 1\nend\n".getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    /// Antimony: the studies' models, and SBML files as our writer puts them.
    private record Antimony(List<Original> originals) implements FileKind {

        Antimony(Path shared, Path studies) {
            this(
                    Stream.concat(
                                    Corpus.below(studies, name -> name.endsWith(".ant")).stream(),
                                    sbml(shared).stream().map(Converted::new))
                            .toList());
        }

        @Override
        public String name() {
            return "antimony";
        }

        @Override
        public List<Mutation> mutations() {
            return join(
                    LanguageMutations.ofAntimony(),
                    join(LanguageMutations.ofAntimony(), Mutations.ofText()));
        }

        @Override
        public Outcome attempt(Original original, byte[] content, Path folder) throws IOException {
            Path file = Files.write(folder.resolve("damaged.ant"), content);
            return Trial.of(AntimonyReader.read(file), "damaged.ant");
        }
    }

    /// A file of a PEtab problem; the others stay as they are.
    private record PetabFile(Path file, Path yaml) implements FileKind.Original {
        @Override
        public String name() {
            return Corpus.folderOf(yaml).getFileName() + "/" + file.getFileName();
        }

        @Override
        public byte[] content() throws IOException {
            return Files.readAllBytes(file);
        }
    }

    /// PEtab: files of the test suite's problems and of small ones of the benchmark collection.
    private record Petab(List<Original> originals) implements FileKind {

        Petab(Path shared) {
            this(problems(shared));
        }

        private static List<Original> problems(Path shared) {
            List<Original> all = new ArrayList<>();
            for (String place : List.of("petab-test-suite", "petab/problems")) {
                for (Path yaml : Corpus.files(shared.resolve(place), Petab::isProblem)) {
                    List<Path> files = Corpus.files(Corpus.folderOf(yaml), Petab::belongs);
                    if (files.stream().mapToLong(file -> file.toFile().length()).sum() < Corpus.LARGEST) {
                        files.forEach(file -> all.add(new PetabFile(file, yaml)));
                    }
                }
            }
            return all;
        }

        private static boolean isProblem(String name) {
            return name.endsWith(".yaml") && !name.contains("solution") && !name.contains("math");
        }

        private static boolean belongs(String name) {
            return (name.endsWith(".tsv") || name.endsWith(".xml") || isProblem(name))
                    && !name.toLowerCase(java.util.Locale.ROOT).contains("simulat")
                    && !name.contains("visuali");
        }

        @Override
        public String name() {
            return "petab";
        }

        @Override
        public List<Mutation> mutations() {
            return join(
                    LanguageMutations.ofTables(),
                    join(LanguageMutations.ofTables(), join(Mutations.ofText(), XmlMutations.all().subList(0, 12))));
        }

        @Override
        public Outcome attempt(Original original, byte[] content, Path folder) throws IOException {
            PetabFile damaged = (PetabFile) original;
            for (Path file : Corpus.files(Corpus.folderOf(damaged.yaml), Petab::belongs)) {
                Path copy = folder.resolve(Corpus.folderOf(damaged.yaml).relativize(file));
                Files.createDirectories(Corpus.folderOf(copy));
                Files.write(copy, file.equals(damaged.file) ? content : Files.readAllBytes(file));
            }
            PetabProblem problem = PetabReader.read(folder.resolve(damaged.yaml.getFileName()));
            return switch (PetabEvaluation.of(problem).evaluate(Map.of(), Trial.OPTIONS)) {
                case Evaluation.Completed completed ->
                        Double.isNaN(completed.logLikelihood())
                                ? Outcome.defect("the log-likelihood is NaN without a failure")
                                : Outcome.of(Outcome.Ending.SIMULATED);
                case Evaluation.Failed failed ->
                        Outcome.stopped(failed.time(), failed.quantity(), failed.reason());
            };
        }
    }

    /// A file beside this class.
    private record Resource(String name) implements FileKind.Original {
        @Override
        public byte[] content() throws IOException {
            try (InputStream in = FileKinds.class.getResourceAsStream(name)) {
                return Objects.requireNonNull(in, name).readAllBytes();
            }
        }
    }

    /// SED-ML: experiments with an Antimony model beside them that stays as it is.
    private record Sedml() implements FileKind {

        private static final String MODEL = "decay.ant";

        @Override
        public String name() {
            return "sedml";
        }

        @Override
        public List<Original> originals() {
            return List.of(new Resource("course.sedml"), new Resource("repeated.sedml"));
        }

        @Override
        public List<Mutation> mutations() {
            return join(XmlMutations.all(), join(XmlMutations.all(), Mutations.ofText()));
        }

        @Override
        public Outcome attempt(Original original, byte[] content, Path folder) throws IOException {
            Files.write(folder.resolve(MODEL), new Resource(MODEL).content());
            Path file = Files.write(folder.resolve("damaged.sedml"), content);
            SedmlDocument document = SedmlReader.read(FolderFiles.read(file), "damaged.sedml");
            Experiment.run(document, FolderFiles.beside(file));
            return Outcome.of(Outcome.Ending.SIMULATED);
        }
    }
}
