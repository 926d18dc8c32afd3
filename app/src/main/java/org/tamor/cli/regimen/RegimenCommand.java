package org.tamor.cli.regimen;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ResultNames;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.ResultFolder;
import org.tamor.files.WholeFile;
import org.tamor.format.nonmem.NonmemData;
import org.tamor.format.nonmem.NonmemReader;
import org.tamor.format.nonmem.NonmemWriter;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.PetabReader;
import org.tamor.format.petab.PetabWriter;
import org.tamor.format.petab.YamlFile;
import org.tamor.regimen.Dosing;
import org.tamor.regimen.PetabDoses;
import org.tamor.regimen.Regimen;
import org.tamor.regimen.RegimenReader;
import org.tamor.regimen.RegimenWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `tamor regimen`: doses in time, written out and in other forms.
@Command(
        name = "regimen",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a regimen file (YAML), a table of NONMEM-style records or the doses of a PEtab"
                    + " problem, and prints every dose, in words and as a table.",
            "With --to the doses are written as conditions and experiments of PEtab, as records, or"
                    + " as a regimen file; see docs/regimens.md."
        })
public final class RegimenCommand extends ConsoleCommand {

    private static final Set<String> FORMS = new TreeSet<>(Set.of("petab", "nonmem", "yaml"));

    @Parameters(
            paramLabel = "FILE",
            arity = "1",
            description = "regimen file, table of records, or problem file of PEtab")
    private Path file = Path.of("");

    @Option(
            names = "--to",
            split = ",",
            paramLabel = "FORM",
            description = "what to write: petab, nonmem or yaml (default: nothing)")
    private List<String> forms = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder to write to (default: results/ and the name of the file)")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        for (String form : forms) {
            if (!FORMS.contains(form)) {
                throw new ParameterException(
                        commandSpec().commandLine(),
                        "--to takes " + String.join(", ", FORMS) + ", not '" + form + "'");
            }
        }
        PrintWriter console = console();
        PrintWriter errors = errors();
        NonmemData data = read();
        data.notes().forEach(note -> errors.println("tamor: " + file + ": " + note));
        RegimenSummary.print(data, console);
        if (!forms.isEmpty()) {
            write(data, console);
        }
        console.flush();
        return 0;
    }

    private NonmemData read() {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            return NonmemReader.read(file);
        }
        if (!YamlFile.read(file).content().containsKey("format_version")) {
            return NonmemData.of(RegimenReader.read(file));
        }
        PetabDoses.Found found = PetabDoses.in(PetabReader.read(file));
        if (found.regimens().regimens().isEmpty()) {
            throw new BadInputException(
                    "regimen.no-doses",
                    Location.ofFile(file.toString()),
                    "no experiment of this problem has a dose, a condition such as A = A + 100;"
                            + " name a regimen file if the doses are there");
        }
        NonmemData data = NonmemData.of(found.regimens());
        List<String> notes =
                found.others().isEmpty()
                        ? List.of()
                        : List.of("no doses, and left out: " + String.join("; ", found.others()));
        return new NonmemData(data.regimens(), data.individuals(), notes);
    }

    private void write(NonmemData data, PrintWriter console) {
        String records = forms.contains("nonmem") ? NonmemWriter.text(data) : "";
        List<Condition> conditions = new ArrayList<>();
        List<Experiment> experiments = new ArrayList<>();
        for (Regimen regimen : data.regimens().regimens()) {
            Dosing dosing = Dosing.of(data.regimens(), regimen);
            conditions.addAll(dosing.conditions());
            List<String> ids =
                    regimen.experiments().isEmpty() ? List.of(regimen.id()) : regimen.experiments();
            ids.forEach(id -> experiments.add(new Experiment(id, dosing.periods())));
        }
        Path target = out.orElseGet(() -> ResultNames.folder("", file));
        ResultNames.makeFolder(target);
        try {
            ResultFolder folder = ResultFolder.open(target);
            if (forms.contains("petab")) {
                PetabWriter.writeTables(conditions, experiments, target);
            }
            if (forms.contains("nonmem")) {
                WholeFile.write(target.resolve("records.csv"), records);
            }
            if (forms.contains("yaml")) {
                WholeFile.write(
                        target.resolve("regimens.yaml"), RegimenWriter.text(data.regimens()));
            }
            folder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
        console.println("written to " + target);
    }
}
