package org.tamor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The layout of the program as rules: who may import whom, no cycles, null-marked packages, who
/// may print.
class ArchitectureTest {

    /// Every room and the rooms that it may import (itself, `failure`, `files` and `parallel`
    /// always). A package that isn't named belongs to the room of the nearest package above it that
    /// is.
    private static final Map<String, List<String>> MAY_IMPORT =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("failure", List.of()),
                            Map.entry("files", List.of()),
                            Map.entry("parallel", List.of()),
                            Map.entry("expr", List.of()),
                            Map.entry("model", List.of("expr")),
                            Map.entry("format.sbml", List.of("model", "expr")),
                            Map.entry("format.antimony", List.of("model", "expr")),
                            Map.entry(
                                    "format.petab",
                                    List.of("model", "expr", "format.sbml", "format.antimony")),
                            Map.entry("format.sedml", List.of("expr", "format.sbml")),
                            Map.entry("ode", List.of()),
                            Map.entry("jit", List.of("expr", "model", "ode")),
                            Map.entry("simulate", List.of("jit", "ode", "model", "expr")),
                            Map.entry("stats", List.of()),
                            Map.entry("combination", List.of("stats")),
                            Map.entry("format.sheet", List.of()),
                            Map.entry("format.plate", List.of("combination", "format.sheet")),
                            Map.entry("tumour", List.of("stats", "combination")),
                            Map.entry("regimen", List.of("expr", "model", "format.petab", "stats")),
                            Map.entry("format.nonmem", List.of("regimen", "format.petab")),
                            Map.entry(
                                    "format.tumour",
                                    List.of("tumour", "format.sheet", "combination")),
                            Map.entry(
                                    "stochastic",
                                    List.of("expr", "model", "ode", "jit", "simulate", "stats")),
                            // carries out experiments: between the documents and both kinds of
                            // simulator
                            Map.entry(
                                    "sedml",
                                    List.of(
                                            "expr",
                                            "model",
                                            "format.sbml",
                                            "format.antimony",
                                            "format.sedml",
                                            "simulate",
                                            "stochastic")),
                            Map.entry(
                                    "calibrate",
                                    List.of(
                                            "ode",
                                            "expr",
                                            "model",
                                            "format.petab",
                                            "simulate",
                                            "stats")),
                            Map.entry(
                                    "conformance",
                                    List.of(
                                            "expr",
                                            "model",
                                            "format.sbml",
                                            "format.petab",
                                            "simulate",
                                            "stats",
                                            "stochastic",
                                            "calibrate",
                                            "format.sedml",
                                            "sedml")),
                            Map.entry(
                                    "study",
                                    List.of(
                                            "expr",
                                            "model",
                                            "format.sbml",
                                            "format.antimony",
                                            "format.petab",
                                            "simulate",
                                            "stats",
                                            "calibrate",
                                            "regimen")),
                            Map.entry(
                                    "cohort",
                                    List.of(
                                            "expr",
                                            "model",
                                            "format.petab",
                                            "simulate",
                                            "stats",
                                            "calibrate",
                                            "study",
                                            "combination",
                                            "tumour")),
                            // figures and pages: a room for each subject over one of common parts
                            Map.entry("report.figure", List.of("combination")),
                            Map.entry(
                                    "report.figure.study",
                                    List.of(
                                            "report.figure",
                                            "format.petab",
                                            "combination",
                                            "study")),
                            Map.entry(
                                    "report.figure.combination",
                                    List.of("report.figure", "combination")),
                            Map.entry(
                                    "report.figure.tumour",
                                    List.of("report.figure", "combination", "tumour", "cohort")),
                            Map.entry(
                                    "report.figure.calibration",
                                    List.of("report.figure", "format.petab", "calibrate")),
                            Map.entry(
                                    "report.figure.experiment",
                                    List.of("report.figure", "format.sedml", "sedml")),
                            Map.entry("report", List.of("report.figure")),
                            Map.entry(
                                    "report.study",
                                    List.of(
                                            "report",
                                            "report.figure",
                                            "report.figure.study",
                                            "model",
                                            "format.petab",
                                            "calibrate",
                                            "simulate",
                                            "study")),
                            Map.entry(
                                    "report.combination",
                                    List.of(
                                            "report",
                                            "report.figure",
                                            "report.figure.combination",
                                            "combination",
                                            "format.plate")),
                            Map.entry(
                                    "report.tumour",
                                    List.of(
                                            "report",
                                            "report.figure",
                                            "report.figure.tumour",
                                            "combination",
                                            "tumour",
                                            "cohort")),
                            Map.entry(
                                    "report.calibration",
                                    List.of(
                                            "report",
                                            "report.figure",
                                            "report.figure.calibration",
                                            "format.petab",
                                            "calibrate",
                                            "study")),
                            Map.entry(
                                    "report.experiment",
                                    List.of(
                                            "report",
                                            "report.figure",
                                            "report.figure.experiment",
                                            "format.sedml",
                                            "sedml")),
                            // commands: a room for each subject over one of common parts, and the
                            // program over all
                            Map.entry(
                                    "cli.console",
                                    List.of("format.petab", "format.sheet", "calibrate", "study")),
                            Map.entry(
                                    "cli.study",
                                    List.of(
                                            "cli.console",
                                            "simulate",
                                            "calibrate",
                                            "study",
                                            "report.figure",
                                            "report.study")),
                            Map.entry(
                                    "cli.calibration",
                                    List.of(
                                            "cli.console",
                                            "format.petab",
                                            "simulate",
                                            "calibrate",
                                            "study",
                                            "report.figure",
                                            "report.calibration")),
                            Map.entry(
                                    "cli.model",
                                    List.of(
                                            "cli.console",
                                            "expr",
                                            "model",
                                            "format.sbml",
                                            "format.antimony",
                                            "format.sedml",
                                            "simulate",
                                            "stochastic",
                                            "sedml",
                                            "report.experiment")),
                            Map.entry("cli.conformance", List.of("cli.console", "conformance")),
                            Map.entry(
                                    "cli.combination",
                                    List.of(
                                            "cli.console",
                                            "combination",
                                            "format.sheet",
                                            "format.plate",
                                            "report.combination")),
                            Map.entry(
                                    "cli.tumour",
                                    List.of(
                                            "cli.console",
                                            "combination",
                                            "tumour",
                                            "format.sheet",
                                            "format.tumour",
                                            "format.petab",
                                            "calibrate",
                                            "study",
                                            "cohort",
                                            "report.figure",
                                            "report.tumour")),
                            Map.entry(
                                    "cli.regimen",
                                    List.of(
                                            "cli.console",
                                            "format.petab",
                                            "regimen",
                                            "format.nonmem")),
                            Map.entry(
                                    "cli",
                                    List.of(
                                            "cli.console",
                                            "cli.study",
                                            "cli.calibration",
                                            "cli.model",
                                            "cli.conformance",
                                            "cli.combination",
                                            "cli.tumour",
                                            "cli.regimen"))));

    private static final Map<String, String> ROOMS = new ConcurrentHashMap<>();

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
                    .importPackages("org.tamor");

    @Test
    void scansTheWholeProgram() {
        assertThat(CLASSES.size()).as("classes scanned").isGreaterThan(100);
        assertThat(CLASSES.stream().map(ArchitectureTest::room).distinct())
                .as("every package is in the table")
                .isSubsetOf(MAY_IMPORT.keySet());
    }

    @Test
    void roomsImportOnlyWhatTheTableAllows() {
        MAY_IMPORT.forEach(
                (room, imports) -> {
                    Set<String> allowed = new TreeSet<>(imports);
                    allowed.addAll(List.of("failure", "files", "parallel", room));
                    noClasses()
                            .that(resideInRooms(Set.of(room)))
                            .should()
                            .dependOnClassesThat(resideInOtherRoomsThan(allowed))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                });
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("org.tamor.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(
                        new com.tngtech.archunit.lang.ArchCondition<JavaClass>(
                                "lie in a null-marked package") {
                            @Override
                            public void check(
                                    JavaClass type,
                                    com.tngtech.archunit.lang.ConditionEvents events) {
                                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                                    events.add(
                                            com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                                    type,
                                                    type.getPackageName()
                                                            + " has no @NullMarked package-info"));
                                }
                            }
                        })
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("org.tamor"));
    }

    @Test
    void onlyTheCommandLineTouchesStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tamor.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    /// The longest name in the table that the class's package is or lies beneath.
    private static String room(JavaClass type) {
        return ROOMS.computeIfAbsent(type.getPackageName(), ArchitectureTest::room);
    }

    private static String room(String packageName) {
        String name = packageName.replaceFirst("^org\\.tamor\\.", "");
        return MAY_IMPORT.keySet().stream()
                .filter(room -> name.equals(room) || name.startsWith(room + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(name);
    }

    private static DescribedPredicate<JavaClass> resideInRooms(Set<String> rooms) {
        return DescribedPredicate.describe(
                "reside in " + rooms, (JavaClass type) -> rooms.contains(room(type)));
    }

    private static DescribedPredicate<JavaClass> resideInOtherRoomsThan(Set<String> allowed) {
        return JavaClass.Predicates.resideInAPackage("org.tamor..")
                .and(DescribedPredicate.not(resideInRooms(allowed)))
                .as("our classes outside " + allowed);
    }
}
