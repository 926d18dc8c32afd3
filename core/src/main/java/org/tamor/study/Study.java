package org.tamor.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabProblem;
import org.tamor.model.Model;

/// A study as its folder says it, checked, designs expanded.
///
/// @param folder where it was read from
/// @param problem the PEtab problem; its experiments are the base experiments only
/// @param model the model of the study
/// @param experiments the base experiments in file order, then the cells of the designs
/// @param validationMeasurements kept aside: compared with the model like those of the problem,
///   never fitted
/// @param figures what the figure files say, in order
/// @param ensemble parameter vectors that agree with the measurements; empty where none are given
/// @param sentenceEnsemble parameter vectors that agree with the measurements and with the sentences
///   that count as evidence; empty where none are given
/// @param mechanisms that compete, question by question
/// @param properties everything that the problem file says under `extensions.tamor`, such as the
///   `paper`
public record Study(
        String id,
        String title,
        String question,
        Path folder,
        PetabProblem problem,
        Model model,
        List<Experiment> experiments,
        List<Design> designs,
        List<Claim> claims,
        List<Edge> edges,
        List<ProvenanceEntry> provenance,
        List<Moiety> moieties,
        List<Measurement> validationMeasurements,
        List<FigureFile> figures,
        Optional<Ensemble> ensemble,
        Optional<Ensemble> sentenceEnsemble,
        List<Mechanism> mechanisms,
        Map<String, Object> properties) {

    public Study {
        experiments = List.copyOf(experiments);
        designs = List.copyOf(designs);
        claims = List.copyOf(claims);
        edges = List.copyOf(edges);
        provenance = List.copyOf(provenance);
        moieties = List.copyOf(moieties);
        validationMeasurements = List.copyOf(validationMeasurements);
        figures = List.copyOf(figures);
        mechanisms = List.copyOf(mechanisms);
    }

    public Optional<Experiment> experiment(String experimentId) {
        return experiments.stream()
                .filter(experiment -> experiment.id().equals(experimentId))
                .findFirst();
    }

    public Optional<Observable> observable(String observableId) {
        return problem.observables().stream()
                .filter(observable -> observable.id().equals(observableId))
                .findFirst();
    }

    public Optional<Design> design(String designId) {
        return designs.stream().filter(design -> design.id().equals(designId)).findFirst();
    }

    /// The cells of designs whose names match a pattern with `*`, or the one cell of that name.
    public List<Design.Cell> cells(String pattern) {
        return designs.stream().flatMap(design -> design.matching(pattern).stream()).toList();
    }

    public Optional<Claim> claim(String claimId) {
        return claims.stream().filter(claim -> claim.id().equals(claimId)).findFirst();
    }

    /// The parsed YAML of one figure file: maps, lists, strings, numbers and truth values.
    public record FigureFile(String file, Map<String, Object> content) {}
}
