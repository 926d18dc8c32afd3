package org.tamor.combination.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.stats.RandomStream;

/// The parametric bootstrap of whole plates under the null of no interaction.
///
/// Every biological replicate is fitted by itself with its own control. Plates are simulated from
/// the fitted curves and the reference, controls and monotherapies included, and fitted anew;
/// excesses, their mean and the estimate of the noise are recomputed, so that the errors that whole
/// rows and columns share are in the law of the statistic. The covariance of the excesses is
/// `sigma^2 V`, `V = D + C`: D from the wells of each combination, C from the simulated
/// predictions. Since a plate's combinations do not enter its curves, the law of the excess about
/// its truth is the same with interaction as without: the same draws give tests and bands.
///
/// The noise is estimated from replicate wells, from the monotherapies about their curves, from the
/// differences between replicates and, only where these leave fewer than [#ENOUGH] degrees of
/// freedom, from the combinations about their mean excess, which makes the test careful where the
/// interaction is uneven.
public final class SynergyBootstrap {

    /// Degrees of freedom from which on the combinations themselves are not needed to estimate the
    /// noise.
    static final int ENOUGH = 6;

    /// Plates simulated to find the covariance of the predictions.
    private static final int COVARIANCE_DRAWS = 200;

    private final List<double[]> combinations;
    private final List<PlateDesign> plates;
    private final List<PlateDesign.Analysis> observed = new ArrayList<>();
    private final PlateDesign together;
    private final WholePlateFit truth;
    private final InferenceOptions options;
    private final TailModel tails;
    private final ScoreIdentity identity;
    private final boolean fromCombinations;
    private final int freedom;
    private double[][] covariance = {};
    private double[][] inverse = {};
    private double[][] plateInverse = {};

    /// @param excess pooled over the plates
    /// @param squares weighted sum of squares of the noise
    private record Estimate(double[] excess, double squares) {

        double mean() {
            return Arrays.stream(excess).sum() / excess.length;
        }
    }

    /// Free of scale.
    ///
    /// @param mean over its standard error
    /// @param cells the excesses over theirs
    /// @param omnibus mean squared, decorrelated excess
    private record Draw(double mean, double[] cells, double omnibus) {}

    private SynergyBootstrap(CombinationData data, ReferenceModel model, InferenceOptions options) {
        this.options = options;
        identity =
                new ScoreIdentity(
                        model.name(),
                        data.scale(),
                        ScoreIdentity.Source.FITTED,
                        ScoreIdentity.Convention.TAMOR,
                        ScoreIdentity.VERSION);
        List<String> names = data.biologicalReplicates();
        combinations = ReplicateDesigns.common(data);
        plates = ReplicateDesigns.plates(data, model, options);
        int pure = 0;
        for (PlateDesign plate : plates) {
            observed.add(plate.analyse(plate.observed()));
            pure += plate.pureFreedom() + plate.monotherapyFreedom();
        }
        together = ReplicateDesigns.together(data, model, options, plates);
        truth = together.whole(true);
        tails =
                TailModel.of(
                        plates.stream()
                                .flatMap(plate -> plate.whole(true).studentised().stream())
                                .toList());
        int between = (names.size() - 1) * combinations.size();
        fromCombinations = pure + between < ENOUGH;
        freedom = pure + between + (fromCombinations ? combinations.size() - 1 : 0);
        if (freedom < 1) {
            throw new BadInputException(
                    "combination.no-noise",
                    Location.UNKNOWN,
                    "a single combination without replicates tells nothing about noise; replicate"
                            + " wells");
        }
    }

    /// Tests the excess as a whole and of every combination.
    ///
    /// @throws BadInputException where a drug was never given alone, no combination was measured in
    ///   every replicate, the reference has no value at some of them, or nothing tells the noise
    public static SynergyTest test(
            CombinationData data, ReferenceModel model, InferenceOptions options) {
        return new SynergyBootstrap(data, model, options).run().test();
    }

    /// A test and what contrasts are made of.
    ///
    /// @param errors standard errors of the cells' excesses
    /// @param draws `[draw][cell]` of the cells' excesses over them, less their mean
    record Outcome(SynergyTest test, double[] errors, double[][] draws) {}

    static Outcome outcome(CombinationData data, ReferenceModel model, InferenceOptions options) {
        return new SynergyBootstrap(data, model, options).run();
    }

    private Outcome run() {
        double rough = roughDeviation();
        double[][][] expected = simulatedPredictions(rough);
        covariances(expected, rough);
        Estimate own = estimate(plates.stream().map(PlateDesign::observed).toList(), observed);
        double deviation = Math.sqrt(own.squares / freedom);
        Draw[] draws = new Draw[options.draws()];
        IntStream.range(0, draws.length).parallel().forEach(b -> draws[b] = simulate(b, deviation));
        return summary(own, draws, deviation);
    }

    /// A first guess of the noise: C is scaled by it, so that it need not be exact.
    private double roughDeviation() {
        double squares = 0;
        int count = 0;
        for (int r = 0; r < plates.size(); r++) {
            squares += plates.get(r).observed().pure() + observed.get(r).misfit();
            count += plates.get(r).pureFreedom() + plates.get(r).monotherapyFreedom();
        }
        if (count < ENOUGH) {
            double[] mean = pooled(observed);
            double center = Arrays.stream(mean).average().orElse(0);
            for (int i = 0; i < mean.length; i++) {
                double precision = 0;
                for (PlateDesign plate : plates) {
                    precision += plate.precision()[i];
                }
                squares += precision * (mean[i] - center) * (mean[i] - center);
                count++;
            }
        }
        return Math.sqrt(Math.max(squares / Math.max(1, count), 1e-18));
    }

    private Draw simulate(int member, double deviation) {
        RandomStream stream = RandomStream.of(options.seed(), member);
        List<PlateDesign.Sample> samples = new ArrayList<>();
        List<PlateDesign.Analysis> analyses = new ArrayList<>();
        PlateDesign.Noise noise =
                new PlateDesign.Noise(
                        deviation, tails.draw(stream), plates.get(0).variance().draw(stream));
        Hill[] curves = together.curves(truth.draw(deviation, stream));
        for (int r = 0; r < plates.size(); r++) {
            PlateDesign.Sample sample = plates.get(r).simulate(curves, noise, stream);
            samples.add(sample);
            analyses.add(plates.get(r).analyse(sample));
        }
        return studentised(estimate(samples, analyses));
    }

    /// Predictions of simulated plates, `[draw][plate][combination]`, from streams of their own.
    private double[][][] simulatedPredictions(double deviation) {
        int count = Math.min(options.draws(), COVARIANCE_DRAWS);
        double[][][] expected = new double[count][plates.size()][];
        IntStream.range(0, count)
                .parallel()
                .forEach(
                        b -> {
                            RandomStream stream = RandomStream.of(~options.seed(), b);
                            for (int r = 0; r < plates.size(); r++) {
                                PlateDesign plate = plates.get(r);
                                PlateDesign.Noise noise =
                                        new PlateDesign.Noise(
                                                deviation,
                                                Double.POSITIVE_INFINITY,
                                                plate.variance());
                                double[] own =
                                        plate.analyse(
                                                        plate.simulate(
                                                                together.curves(truth.parameters()),
                                                                noise,
                                                                stream))
                                                .expected();
                                expected[b][r] = own;
                            }
                        });
        return expected;
    }

    private void covariances(double[][][] expected, double deviation) {
        int n = combinations.size();
        int count = plates.size();
        double[][] total = new double[n][n];
        for (int r = 0; r < count; r++) {
            double[] mean = new double[n];
            for (double[][] draw : expected) {
                for (int i = 0; i < n; i++) {
                    mean[i] += draw[r][i] / expected.length;
                }
            }
            double unit = 1 / (deviation * deviation * (expected.length - 1));
            for (double[][] draw : expected) {
                for (int i = 0; i < n; i++) {
                    double left = (draw[r][i] - mean[i]) * unit;
                    for (int j = 0; j <= i; j++) {
                        total[i][j] += left * (draw[r][j] - mean[j]);
                    }
                }
            }
            for (int i = 0; i < n; i++) {
                total[i][i] += 1 / plates.get(r).precision()[i];
            }
        }
        double[][] perPlate = new double[n][n];
        covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double value = total[Math.max(i, j)][Math.min(i, j)];
                perPlate[i][j] = value / count;
                covariance[i][j] = value / ((double) count * count);
            }
        }
        inverse = inverted(covariance);
        plateInverse = inverted(perPlate);
    }

    private static double[][] inverted(double[][] matrix) {
        RealMatrix dense = new Array2DRowRealMatrix(matrix);
        return new LUDecomposition(dense).getSolver().getInverse().getData();
    }

    private static double[] pooled(List<PlateDesign.Analysis> analyses) {
        int n = analyses.get(0).excess().length;
        double[] mean = new double[n];
        for (PlateDesign.Analysis analysis : analyses) {
            for (int i = 0; i < n; i++) {
                mean[i] += analysis.excess()[i] / analyses.size();
            }
        }
        return mean;
    }

    private static double quadratic(double[][] matrix, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double row = 0;
            for (int j = 0; j < x.length; j++) {
                row += matrix[i][j] * x[j];
            }
            sum += row * x[i];
        }
        return sum;
    }

    private Estimate estimate(
            List<PlateDesign.Sample> samples, List<PlateDesign.Analysis> analyses) {
        int n = combinations.size();
        double[] excess = pooled(analyses);
        double squares = 0;
        double[] difference = new double[n];
        for (int r = 0; r < samples.size(); r++) {
            squares += samples.get(r).pure() + analyses.get(r).misfit();
            if (samples.size() > 1) {
                for (int i = 0; i < n; i++) {
                    difference[i] = analyses.get(r).excess()[i] - excess[i];
                }
                squares += quadratic(plateInverse, difference);
            }
        }
        return new Estimate(
                excess, squares + (fromCombinations ? squaresAboutTheirMean(excess) : 0));
    }

    /// The least value of the quadratic form about any constant.
    private double squaresAboutTheirMean(double[] excess) {
        double ones = 0;
        double cross = 0;
        for (int i = 0; i < excess.length; i++) {
            for (int j = 0; j < excess.length; j++) {
                ones += inverse[i][j];
                cross += inverse[i][j] * excess[j];
            }
        }
        return Math.max(0, quadratic(inverse, excess) - cross * cross / ones);
    }

    private Draw studentised(Estimate estimate) {
        int n = combinations.size();
        double deviation = Math.sqrt(estimate.squares / freedom);
        double[] cells = new double[n];
        for (int i = 0; i < n; i++) {
            cells[i] = estimate.excess[i] / (deviation * Math.sqrt(covariance[i][i]));
        }
        return new Draw(
                estimate.mean() / (deviation * meanError()),
                cells,
                quadratic(inverse, estimate.excess) / (n * deviation * deviation));
    }

    /// The standard error of the mean excess per unit of noise.
    private double meanError() {
        double sum = 0;
        for (double[] row : covariance) {
            sum += Arrays.stream(row).sum();
        }
        return Math.sqrt(sum) / covariance.length;
    }

    private Outcome summary(Estimate own, Draw[] draws, double deviation) {
        int n = combinations.size();
        double error = deviation * meanError();
        Draw statistic = studentised(own);
        double[] means = Arrays.stream(draws).mapToDouble(Draw::mean).sorted().toArray();
        double probability = Ranks.twoSided(statistic.mean, means);
        double alpha = 1 - options.level();
        Interval mean =
                new Interval(
                        own.mean(),
                        own.mean() - Ranks.quantile(means, 1 - alpha / 2) * error,
                        own.mean() - Ranks.quantile(means, alpha / 2) * error,
                        options.level());
        int replicates = plates.size();
        double[] bias = new double[n];
        for (Draw draw : draws) {
            for (int i = 0; i < n; i++) {
                bias[i] += draw.cells[i] / draws.length;
            }
        }
        double[] largest =
                Arrays.stream(draws)
                        .mapToDouble(draw -> largest(draw.cells, bias))
                        .sorted()
                        .toArray();
        double band = Ranks.quantile(largest, options.level());
        List<SynergyTest.CellTest> cells = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double unit = deviation * Math.sqrt(covariance[i][i]);
            double z = statistic.cells[i] - bias[i];
            double center = own.excess[i] - bias[i] * unit;
            cells.add(
                    new SynergyTest.CellTest(
                            combinations.get(i).clone(),
                            new Interval(
                                    own.excess[i],
                                    center - band * unit,
                                    center + band * unit,
                                    options.level()),
                            Ranks.atLeast(Math.abs(z), largest)));
        }
        double[] omnibus = Arrays.stream(draws).mapToDouble(Draw::omnibus).sorted().toArray();
        Evaluation all =
                fromCombinations
                        ? Evaluation.undefined(
                                Status.UNDEFINED_MODEL,
                                "without replicates, noise cannot be told from uneven interaction")
                        : Evaluation.ok(Ranks.atLeast(statistic.omnibus, omnibus));
        SynergyTest.Scope scope =
                replicates == 1
                        ? SynergyTest.Scope.THIS_PLATE
                        : replicates == 2
                                ? SynergyTest.Scope.THESE_PLATES
                                : SynergyTest.Scope.REPLICATES;
        ConstantExcess constant = ConstantExcess.of(plates);
        Interval interval = constant.interval(options.level());
        SynergyTest test =
                new SynergyTest(
                        identity,
                        constant,
                        replicates >= 3 ? wider(interval, alpha) : interval,
                        replicates >= 3 ? wider(mean, alpha) : mean,
                        probability,
                        all,
                        cells,
                        deviation,
                        freedom,
                        replicates,
                        scope);
        double[] errors = new double[n];
        double[][] centred = new double[draws.length][n];
        for (int i = 0; i < n; i++) {
            errors[i] = deviation * Math.sqrt(covariance[i][i]);
            for (int b = 0; b < draws.length; b++) {
                centred[b][i] = draws[b].cells[i] - bias[i];
            }
        }
        return new Outcome(test, errors, centred);
    }

    /// The interval over replicates as units (Student's t on their mean excesses), where it is
    /// wider.
    private Interval wider(Interval interval, double alpha) {
        double[] means =
                observed.stream()
                        .mapToDouble(a -> Arrays.stream(a.excess()).average().orElse(0))
                        .toArray();
        double center = interval.estimate();
        double average = Arrays.stream(means).average().orElse(0);
        double squares = 0;
        for (double mean : means) {
            squares += (mean - average) * (mean - average);
        }
        int count = means.length;
        double half =
                new TDistribution(count - 1).inverseCumulativeProbability(1 - alpha / 2)
                        * Math.sqrt(squares / (count - 1) / count);
        return new Interval(
                center,
                Math.min(interval.low(), center - half),
                Math.max(interval.high(), center + half),
                interval.level());
    }

    private static double largest(double[] values, double[] bias) {
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(values[i] - bias[i]));
        }
        return largest;
    }
}
