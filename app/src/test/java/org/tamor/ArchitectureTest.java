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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The layout of the program as rules: who may import whom, no cycles, null-marked packages, who
/// may print.
class ArchitectureTest {

    /// Every package and the packages of ours that it may import (its own subpackages, `failure`
    /// and `files` always).
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
                            Map.entry("format.plate", List.of("combination")),
                            Map.entry("tumour", List.of("stats", "combination")),
                            Map.entry("regimen", List.of("expr", "model", "format.petab", "stats")),
                            Map.entry("format.nonmem", List.of("regimen", "format.petab")),
                            Map.entry(
                                    "format.tumour",
                                    List.of("tumour", "format.plate", "combination")),
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
                            Map.entry(
                                    "report",
                                    List.of(
                                            "expr",
                                            "model",
                                            "format.petab",
                                            "format.sedml",
                                            "simulate",
                                            "stats",
                                            "calibrate",
                                            "study",
                                            "combination",
                                            "format.plate",
                                            "tumour",
                                            "format.tumour",
                                            "cohort",
                                            "sedml")),
                            Map.entry(
                                    "cli",
                                    List.of(
                                            "expr",
                                            "model",
                                            "format.sbml",
                                            "format.antimony",
                                            "format.petab",
                                            "simulate",
                                            "stats",
                                            "calibrate",
                                            "study",
                                            "conformance",
                                            "stochastic",
                                            "format.sedml",
                                            "sedml",
                                            "combination",
                                            "format.plate",
                                            "tumour",
                                            "format.tumour",
                                            "cohort",
                                            "regimen",
                                            "format.nonmem",
                                            "report"))));

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
    void packagesImportOnlyWhatTheTableAllows() {
        MAY_IMPORT.forEach(
                (room, imports) -> {
                    String[] allowed =
                            java.util.stream.Stream.concat(
                                            java.util.stream.Stream.of("failure", "files", "parallel", room),
                                            imports.stream())
                                    .map(name -> "org.tamor." + name + "..")
                                    .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("org.tamor." + room + "..")
                            .should()
                            .dependOnClassesThat(ourClassesOutside(allowed))
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

    private static String room(JavaClass type) {
        String name = type.getPackageName().replaceFirst("^org\\.tamor\\.", "");
        return MAY_IMPORT.keySet().stream()
                .filter(room -> name.equals(room) || name.startsWith(room + "."))
                .findFirst()
                .orElse(name);
    }

    private static DescribedPredicate<JavaClass> ourClassesOutside(String... allowed) {
        return JavaClass.Predicates.resideInAPackage("org.tamor..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed)))
                .as("our classes outside " + Arrays.toString(allowed));
    }
}
