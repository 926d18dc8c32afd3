package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.Derivatives;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.fit.FisherInformation;
import org.tamor.calibrate.fit.Objective;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.Observable.NoiseDistribution;

/// Minus the logarithm of the posterior density in coordinates where the prior is standard normal:
/// `z^T z / 2 - ln L(z)`, with the curvature `I + F` of the Fisher information F.
final class ModeObjective implements Objective {

    private static final double FARTHEST = 6;

    private final PriorCoordinates coordinates;
    private final List<NoiseDistribution> noises = new ArrayList<>();

    ModeObjective(PriorCoordinates coordinates) {
        this.coordinates = coordinates;
        Map<String, NoiseDistribution> byObservable = new HashMap<>();
        for (Observable one : coordinates.posterior().problem().observables()) {
            byObservable.put(one.id(), one.noiseDistribution());
        }
        for (Measurement one : coordinates.posterior().problem().measurements()) {
            noises.add(byObservable.getOrDefault(one.observable(), NoiseDistribution.NORMAL));
        }
    }

    @Override
    public List<String> names() {
        return coordinates.posterior().ids();
    }

    @Override
    public double[] lower() {
        double[] lower = new double[coordinates.dimension()];
        Arrays.fill(lower, -FARTHEST);
        return lower;
    }

    @Override
    public double[] upper() {
        double[] upper = new double[coordinates.dimension()];
        Arrays.fill(upper, FARTHEST);
        return upper;
    }

    @Override
    public Value value(double[] z) {
        return coordinates
                .posterior()
                .evaluated(coordinates.ofPosterior(z))
                .map(completed -> value(z, completed, Optional.empty()))
                .orElseGet(() -> new Undefined("the likelihood cannot be computed"));
    }

    @Override
    public Value expand(double[] z) {
        return coordinates
                .posterior()
                .expanded(coordinates.ofPosterior(z))
                .map(completed -> value(z, completed, Optional.of(slope(z, completed))))
                .orElseGet(() -> new Undefined("the derivatives cannot be computed"));
    }

    /// The residuals are those of the measurements and then, of the prior, z itself.
    private static Value value(
            double[] z, Evaluation.Completed completed, Optional<Slope> slope) {
        double[] residuals = Arrays.copyOf(completed.residuals(), completed.residuals().length + z.length);
        System.arraycopy(z, 0, residuals, completed.residuals().length, z.length);
        return new Finite(
                -completed.logLikelihood() - PriorCoordinates.logPrior(z), residuals, slope);
    }

    private Slope slope(double[] z, Evaluation.Completed completed) {
        Derivatives derivatives = completed.derivatives().orElseThrow();
        Derivatives.Jacobians jacobians = derivatives.jacobians().orElseThrow();
        int estimated = derivatives.parameters().size();
        int[] index = new int[z.length];
        double[] slopes = new double[estimated];
        for (int i = 0; i < z.length; i++) {
            index[i] = derivatives.parameters().indexOf(names().get(i));
            slopes[index[i]] = coordinates.slope(i, z[i]);
        }
        double[][] information =
                FisherInformation.matrix(noises, completed.simulations(), jacobians, slopes);
        double[] gradient = new double[z.length];
        double[][] curvature = new double[z.length][z.length];
        for (int i = 0; i < z.length; i++) {
            gradient[i] = z[i] - derivatives.logLikelihood()[index[i]] * slopes[index[i]];
            for (int j = 0; j < z.length; j++) {
                curvature[i][j] = information[index[i]][index[j]] + (i == j ? 1 : 0);
            }
        }
        return new Slope(
                gradient,
                Optional.of(curvature),
                Optional.of(change -> change(change, jacobians.residuals(), index, slopes)));
    }

    private static double[] change(
            double[] change, double[][] residuals, int[] index, double[] slopes) {
        double[] result = new double[index.length];
        for (int k = 0; k < index.length; k++) {
            double sum = 0;
            for (int i = 0; i < residuals.length; i++) {
                sum += change[i] * residuals[i][index[k]];
            }
            result[k] = sum * slopes[index[k]] + change[residuals.length + k];
        }
        return result;
    }
}
