package org.tamor.combination.inference;

import java.util.List;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.tamor.combination.CombinationData;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.failure.BadInputException;

/// The primary test of synergy: one constant excess of all combinations, in a model of the whole plate.
///
/// Controls, monotherapies and combinations are fitted together, the combinations by the reference less a constant
/// `e`, once with e free and once with e = 0 (weighted nonlinear least squares, weights from the variance
/// model). Over R plates the signed roots of the drops in the sum of squares are added,
/// `t = sum_r sign(e_r) sqrt(S0_r - S1_r) / (sqrt(R) s)`, and referred to Student's t with the
/// residual degrees of freedom; `e` is the mean weighted by precision. Errors of wells that many
/// combinations share are part of the model, unlike in a t-test over the cells of a matrix.
///
/// @param estimate e; positive is synergy
/// @param standardError of it
/// @param degreesOfFreedom residual
/// @param probability two-sided
/// @param heterogeneity probability of plates differing this much in e by noise alone; NaN for one plate
public record ConstantExcess(
        double estimate,
        double standardError,
        int degreesOfFreedom,
        double probability,
        double heterogeneity) {

    /// The test alone, without simulation: fit for screens of many pairs.
    ///
    /// @throws BadInputException as [SynergyBootstrap#test]
    public static ConstantExcess of(
            CombinationData data, ReferenceModel model, InferenceOptions options) {
        return of(ReplicateDesigns.plates(data, model, options));
    }

    static ConstantExcess of(List<PlateDesign> plates) {
        double squares = 0;
        int freedom = 0;
        double roots = 0;
        double precision = 0;
        double weighted = 0;
        double[] excess = new double[plates.size()];
        double[] variance = new double[plates.size()];
        for (int r = 0; r < plates.size(); r++) {
            PlateDesign plate = plates.get(r);
            WholePlateFit with = plate.whole(true);
            WholePlateFit without = plate.whole(false);
            double least = Math.min(with.cost(), without.cost());
            roots += Math.signum(with.excess()) * Math.sqrt(without.cost() - least);
            squares += least + plate.observed().pure();
            freedom += with.freedom() + plate.pureFreedom();
            double scale = plate.unit(with);
            excess[r] = with.excess() / scale;
            variance[r] = with.excessVariance() / (scale * scale);
            precision += 1 / variance[r];
            weighted += excess[r] / variance[r];
        }
        double noise = Math.max(squares, 1e-300) / freedom;
        double t = roots / Math.sqrt(plates.size() * noise);
        double estimate = weighted / precision;
        double heterogeneity = Double.NaN;
        if (plates.size() > 1) {
            double spread = 0;
            for (int r = 0; r < excess.length; r++) {
                spread += (excess[r] - estimate) * (excess[r] - estimate) / (variance[r] * noise);
            }
            int count = excess.length - 1;
            heterogeneity =
                    1 - new FDistribution(count, freedom).cumulativeProbability(spread / count);
        }
        return new ConstantExcess(
                estimate,
                Math.sqrt(noise / precision),
                freedom,
                2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(t)),
                heterogeneity);
    }

    /// The interval `e -+ t s`.
    public Interval interval(double level) {
        double half =
                standardError
                        * new TDistribution(degreesOfFreedom)
                                .inverseCumulativeProbability(0.5 + level / 2);
        return new Interval(estimate, estimate - half, estimate + half, level);
    }

    /// The difference of two excesses, this less the other, by Welch's t.
    public Difference minus(ConstantExcess other, double level) {
        double a = standardError * standardError;
        double b = other.standardError * other.standardError;
        double error = Math.sqrt(a + b);
        double freedom =
                (a + b) * (a + b) / (a * a / degreesOfFreedom + b * b / other.degreesOfFreedom);
        TDistribution law = new TDistribution(freedom);
        double difference = estimate - other.estimate;
        double half = error * law.inverseCumulativeProbability(0.5 + level / 2);
        return new Difference(
                new Interval(difference, difference - half, difference + half, level),
                2 * law.cumulativeProbability(-Math.abs(difference) / error));
    }

    /// A difference of two excesses.
    ///
    /// @param probability two-sided
    public record Difference(Interval interval, double probability) {}
}
