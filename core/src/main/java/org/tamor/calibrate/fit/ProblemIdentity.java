package org.tamor.calibrate.fit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tamor.format.petab.PetabModel;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;

/// Tells problems apart by what they say, not by where their files lie.
public final class ProblemIdentity {

    private ProblemIdentity() {}

    /// A hash of the models and tables, 64 hexadecimal digits.
    public static String of(PetabProblem problem) {
        StringBuilder text = new StringBuilder();
        for (PetabModel model : problem.models()) {
            text.append(model.id()).append(model.model()).append('\n');
        }
        for (PetabParameter parameter : problem.parameters()) {
            text.append(parameter.id())
                    .append(' ')
                    .append(parameter.lowerBound())
                    .append(' ')
                    .append(parameter.upperBound())
                    .append(' ')
                    .append(parameter.estimate() ? "estimated" : parameter.nominalValue())
                    .append(parameter.prior())
                    .append(parameter.initialization())
                    .append(parameter.scale())
                    .append('\n');
        }
        problem.conditions()
                .forEach(
                        condition -> {
                            text.append(condition.id());
                            condition
                                    .changes()
                                    .forEach(
                                            change ->
                                                    text.append(change.target())
                                                            .append(change.value()));
                        });
        problem.experiments()
                .forEach(
                        experiment -> {
                            text.append(experiment.id());
                            experiment
                                    .periods()
                                    .forEach(
                                            period ->
                                                    text.append(period.time())
                                                            .append(period.conditions()));
                        });
        problem.observables()
                .forEach(
                        one ->
                                text.append(one.id())
                                        .append(one.formula())
                                        .append(one.noise())
                                        .append(one.noiseDistribution()));
        problem.measurements()
                .forEach(
                        one ->
                                text.append(one.observable())
                                        .append(one.experiment())
                                        .append(one.time())
                                        .append(' ')
                                        .append(one.value())
                                        .append(one.observableParameters())
                                        .append(one.noiseParameters())
                                        .append('\n'));
        text.append(problem.mappings());
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException problemOfTheMachine) {
            throw new IllegalStateException(problemOfTheMachine);
        }
    }
}
