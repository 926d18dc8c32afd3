package org.tamor.cohort.protocol;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.YamlFile;

/// Reads what is asked of constant exposures, a YAML file; see docs/exposure.md.
public final class ExposurePlanReader {

    private static final double MOST_HOURS = 1e5;
    private static final double SMALLEST = 1e-9;
    private static final double LARGEST = 1e9;

    private final Path file;
    private final YamlFile yaml;
    private final ProtocolFields fields;

    private ExposurePlanReader(Path file) {
        this.file = file;
        yaml = YamlFile.read(file);
        fields = new ProtocolFields(yaml, "exposure");
    }

    /// Reads and checks a plan and the protocol that it names.
    ///
    /// @throws BadInputException where either cannot be carried out whatever the study
    public static ExposurePlan read(Path file) {
        return new ExposurePlanReader(file).plan();
    }

    private ExposurePlan plan() {
        fields.checkKeys(
                "", List.of("title", "protocol", "rate", "unit", "points", "drugs", "people"));
        Protocol protocol = ProtocolReader.read(protocolFile());
        fields.checkKeys("/rate", List.of("target", "from", "to"));
        double end = protocol.measurement().end();
        double from = fields.between("/rate/from", 0.5 * end, 0, 1000);
        double to = fields.between("/rate/to", end, 0, 1000);
        if (!(to > from)) {
            throw fields.error(
                    "days",
                    "/rate",
                    "the rate counts from day %s to day %s; let it end later than it begins"
                            .formatted(ProtocolFields.plain(from), ProtocolFields.plain(to)));
        }
        List<ExposurePlan.Drug> drugs = drugs(protocol);
        return new ExposurePlan(
                file.toString(),
                fields.text("/title", "Static exposure"),
                protocol,
                fields.between("/rate/target", 0, -1, 1),
                from,
                to,
                fields.whole("/points", 13, 3, 100),
                fields.text("/unit", "nM"),
                drugs.get(0),
                drugs.get(1),
                people());
    }

    private Path protocolFile() {
        String name = fields.required("/protocol", "the protocol of the virtual study");
        try {
            Path parent = file.toAbsolutePath().normalize().getParent();
            Path relative = Path.of(name);
            return parent == null ? relative : parent.resolve(relative).normalize();
        } catch (InvalidPathException bad) {
            throw fields.error("no-file", "/protocol", "'" + name + "' is no file; correct it");
        }
    }

    private List<ExposurePlan.Drug> drugs(Protocol protocol) {
        int count = fields.count("/drugs");
        if (count != 2) {
            throw fields.error(
                    "drugs",
                    "/drugs",
                    "a curve of static exposure needs two drugs, there are "
                            + count
                            + "; list two");
        }
        List<ExposurePlan.Drug> drugs = new ArrayList<>();
        Set<String> held = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String path = "/drugs/" + i;
            fields.checkKeys(path, List.of("name", "arm", "held", "range"));
            String arm = fields.required(path + "/arm", "the arm that gives the drug alone");
            List<String> arms = protocol.arms().stream().map(PlannedArm::name).toList();
            if (!arms.contains(arm) || arm.equals(protocol.control())) {
                throw fields.error(
                        "unknown-arm",
                        path + "/arm",
                        "the protocol has no treated arm "
                                + arm
                                + "; its arms are "
                                + String.join(", ", arms));
            }
            List<ExposurePlan.Substance> substances = substances(path + "/held");
            for (ExposurePlan.Substance one : substances) {
                if (!held.add(one.quantity())) {
                    throw fields.error(
                            "held",
                            path + "/held",
                            one.quantity() + " is held for two drugs; keep it with one of them");
                }
            }
            drugs.add(
                    new ExposurePlan.Drug(
                            fields.text(path + "/name", arm),
                            arm,
                            substances,
                            range(path + "/range"),
                            yaml.location(path)));
        }
        return drugs;
    }

    private List<ExposurePlan.Substance> substances(String path) {
        List<ExposurePlan.Substance> substances = new ArrayList<>();
        for (String quantity : yaml.mapping(path).keySet()) {
            substances.add(
                    new ExposurePlan.Substance(quantity, fields.text(path + "/" + quantity, "1")));
        }
        if (substances.isEmpty()) {
            throw fields.missing(path, "the quantities of the model and their free shares");
        }
        return substances;
    }

    private Optional<ExposurePlan.Range> range(String path) {
        List<Double> ends = fields.ascending(path, 0);
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        if (ends.size() != 2 || ends.getFirst() < SMALLEST || ends.getLast() > LARGEST) {
            throw fields.error(
                    "range",
                    path,
                    "a range is [smallest, largest] level, both above 0; write two numbers");
        }
        return Optional.of(new ExposurePlan.Range(ends.getFirst(), ends.getLast()));
    }

    private List<ExposurePlan.People> people() {
        List<ExposurePlan.People> people = new ArrayList<>();
        for (int i = 0; i < fields.count("/people"); i++) {
            String path = "/people/" + i;
            fields.checkKeys(path, List.of("name", "given"));
            List<ExposurePlan.Course> courses = new ArrayList<>();
            for (int k = 0; k < fields.count(path + "/given"); k++) {
                courses.add(course(path + "/given/" + k));
            }
            if (courses.isEmpty()) {
                throw fields.missing(path + "/given", "the experiments that give the doses");
            }
            people.add(
                    new ExposurePlan.People(
                            fields.required(path + "/name", "who is given what"),
                            courses,
                            yaml.location(path)));
        }
        return people;
    }

    private ExposurePlan.Course course(String path) {
        fields.checkKeys(path, List.of("experiment", "from", "to", "every"));
        double from = fields.between(path + "/from", 0, 0, MOST_HOURS);
        double to =
                fields.within(
                        path + "/to",
                        fields.requiredNumber(
                                path + "/to", "the hour up to which the exposure is averaged"),
                        0,
                        MOST_HOURS);
        if (!(to > from)) {
            throw fields.error(
                    "hours",
                    path,
                    "the exposure is averaged from hour %s to hour %s; let it end later"
                            .formatted(ProtocolFields.plain(from), ProtocolFields.plain(to)));
        }
        return new ExposurePlan.Course(
                fields.required(path + "/experiment", "an experiment of the study"),
                from,
                to,
                fields.between(path + "/every", to - from, 1e-3, MOST_HOURS));
    }
}
