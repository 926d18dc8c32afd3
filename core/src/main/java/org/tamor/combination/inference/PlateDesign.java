package org.tamor.combination.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.HillFitter;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.stats.RandomStream;

/// One plate (or all wells of one biological replicate) as it is analysed and simulated: the
/// controls and monotherapies, from which the curves come, and the combinations.
///
/// Errors of the shared controls and monotherapies reach whole rows and columns of the matrix;
/// simulating whole plates and fitting every one of them anew carries them.
final class PlateDesign {

    private final HillFitter fitter;
    private final ReferenceModel model;
    private final double[][] doses;
    private final double[] wells;
    private final Sample observed;
    private final boolean perControl;
    private final int monotherapyFreedom;

    /// A plate's numbers.
    ///
    /// @param alone means and weights of controls and monotherapies
    /// @param mixed means of the combinations
    /// @param pure weighted sum of squares of the wells about their cells' means
    record Sample(HillFitter.Means alone, double[] mixed, double pure) {}

    /// What a plate says.
    ///
    /// @param excess expected less observed
    /// @param misfit weighted sum of squares of the monotherapies' means about the curves
    record Analysis(double[] excess, double[] expected, double misfit, Hill[] curves) {}

    private final int pureFreedom;
    private final double brightness;
    private final VarianceModel variance;
    private final double controlCount;
    private final double[][] counts;
    private final double[] mixedCounts;
    private final List<VarianceModel.Noise> spreads;

    PlateDesign(
            CombinationData data,
            List<double[]> combinations,
            ReferenceModel model,
            InferenceOptions options) {
        this.model = model;
        variance = options.variance().isEstimated() ? VarianceModel.equal() : options.variance();
        Monotherapies alone = Monotherapies.of(data);
        fitter = new HillFitter(alone.doses(), options.fit());
        perControl = data.scale() == ResponseScale.RAW_SIGNAL;
        List<DoseCell> cells = data.cells();
        doses = combinations.toArray(double[][]::new);
        wells = new double[doses.length];
        double[] mixed = new double[doses.length];
        brightness = perControl ? fitter.fit(alone.means()).curves()[0].baseline() : 1;
        HillFitter.Means plain = divided(alone.means(), brightness);
        controlCount = plain.weight();
        counts = plain.weights();
        mixedCounts = new double[doses.length];
        HillFitter.Fit first = fitter.fit(plain);
        HillFitter.Means weighted = weighted(plain, first.curves(), alone);
        for (double[] mixture : doses) {
            if (!model.expected(first.curves(), mixture).isDefined()) {
                throw new BadInputException(
                        "combination.undefined",
                        Location.UNKNOWN,
                        model.name()
                                + " has no value at some of the doses; test a reference (or a"
                                + " ceiling rule) that has one everywhere");
            }
        }
        double scale = perControl ? first.curves()[0].baseline() : 1;
        spreads = new ArrayList<>();
        for (DoseCell cell : cells) {
            int at = index(cell.doses());
            if (at >= 0) {
                mixed[at] = cell.mean() / brightness;
                mixedCounts[at] = cell.count();
            }
            if (at >= 0 || !cell.isCombination()) {
                spreads.add(
                        new VarianceModel.Noise(
                                cell.mean() / (brightness * scale),
                                cell.spread() / (brightness * brightness),
                                cell.count() - 1));
            }
        }
        double[] relative = relativeVariances(first, new Sample(plain, mixed, 0), scale);
        for (int i = 0; i < wells.length; i++) {
            wells[i] = mixedCounts[i] / relative[i];
        }
        double pure = 0;
        int freedom = 0;
        for (VarianceModel.Noise cell : spreads) {
            pure += cell.squares() / variance.relative(cell.response());
            freedom += (int) cell.freedom();
        }
        observed = new Sample(weighted, mixed, pure);
        pureFreedom = freedom;
        monotherapyFreedom = Math.max(0, alone.levels() - freeParameters(alone));
    }

    /// The relative variances of the combinations at the responses of a fit of the whole plate.
    /// Taken at the measured responses, a well that is low by chance would count for more than one
    /// that is high, and the excess be biased.
    private double[] relativeVariances(HillFitter.Fit first, Sample plain, double scale) {
        double[] relative = new double[doses.length];
        if (variance.equals(VarianceModel.equal())) {
            Arrays.fill(relative, 1);
            return relative;
        }
        double[] fitted =
                WholePlateFit.of(fitter, first, plain, doses, mixedCounts, model, true).fitted();
        int before = fitted.length - doses.length;
        for (int i = 0; i < relative.length; i++) {
            relative[i] = variance.relative(fitted[before + i] / scale);
        }
        return relative;
    }

    /// Raw signals in units of the fitted control, so that plates of any brightness can be put
    /// together.
    private static HillFitter.Means divided(HillFitter.Means means, double unit) {
        double[][] levels = new double[means.means().length][];
        for (int drug = 0; drug < levels.length; drug++) {
            levels[drug] = Arrays.stream(means.means()[drug]).map(value -> value / unit).toArray();
        }
        return new HillFitter.Means(
                means.baseline() / unit, means.weight(), levels, means.weights());
    }

    private static int freeParameters(Monotherapies alone) {
        int count = 1;
        for (double[] drug : alone.doses()) {
            count += drug.length <= 2 ? 2 : 3;
        }
        return count;
    }

    private HillFitter.Means weighted(HillFitter.Means plain, Hill[] curves, Monotherapies alone) {
        double scale = perControl ? curves[0].baseline() : 1;
        double[][] weights = new double[alone.drugs()][];
        for (int drug = 0; drug < weights.length; drug++) {
            weights[drug] = plain.weights()[drug].clone();
            for (int k = 0; k < weights[drug].length; k++) {
                weights[drug][k] /=
                        variance.relative(curves[drug].value(alone.doses()[drug][k]) / scale);
            }
        }
        return new HillFitter.Means(
                plain.baseline(),
                plain.weight() / variance.relative(curves[0].baseline() / scale),
                plain.means(),
                weights);
    }

    private int index(double[] wanted) {
        for (int i = 0; i < doses.length; i++) {
            if (Arrays.equals(doses[i], wanted)) {
                return i;
            }
        }
        return -1;
    }

    Sample observed() {
        return observed;
    }

    /// What the measurements were divided by: the fitted control of a raw signal, else 1.
    double brightness() {
        return brightness;
    }

    /// Wells of each combination over their relative variance.
    double[] precision() {
        return wells;
    }

    int pureFreedom() {
        return pureFreedom;
    }

    int monotherapyFreedom() {
        return monotherapyFreedom;
    }

    Analysis analyse(Sample sample) {
        HillFitter.Fit fit = fitter.fit(sample.alone());
        double[] excess = new double[doses.length];
        double[] expected = new double[doses.length];
        double scale = perControl ? fit.curves()[0].baseline() : 1;
        for (int i = 0; i < doses.length; i++) {
            double value = model.expected(fit.curves(), doses[i]).value();
            expected[i] = value;
            excess[i] = (value - sample.mixed()[i]) / scale;
        }
        return new Analysis(excess, expected, fit.cost(), fit.curves());
    }

    /// What a design of equal variances says of how the variance depends on the response.
    VarianceModel.Evidence evidence() {
        WholePlateFit fit = whole(true);
        double scale = unit(fit);
        return new VarianceModel.Evidence(
                Arrays.stream(fit.fitted()).map(value -> value / scale).toArray(),
                fit.residuals(),
                fit.derivatives(),
                spreads);
    }

    /// What excesses are divided by: the control for raw signals, else 1.
    double unit(WholePlateFit fit) {
        return perControl ? fit.fitted()[0] : 1;
    }

    /// The curves of a fit's parameters.
    Hill[] curves(double[] parameters) {
        return fitter.curves(parameters);
    }

    /// The fit of the whole plate.
    ///
    /// @param interaction whether the combinations may differ from the reference by a constant
    WholePlateFit whole(boolean interaction) {
        return WholePlateFit.of(
                fitter, fitter.fit(observed.alone()), observed, doses, wells, model, interaction);
    }

    /// The noise of simulated plates.
    ///
    /// @param deviation standard deviation of a well at response 1
    /// @param tails degrees of freedom
    /// @param shape how the deviation depends on the response
    record Noise(double deviation, double tails, VarianceModel shape) {}

    /// A plate without interaction, as it would be made again.
    ///
    /// @param curves of the drugs
    Sample simulate(Hill[] curves, Noise noise, RandomStream stream) {
        HillFitter.Means alone = observed.alone();
        double baseline = curves[0].baseline();
        double scale = perControl ? baseline : 1;
        double size = noise.deviation * sizeOf(noise.shape);
        double[] pure = new double[1];
        double control =
                alone.weight() > 0
                        ? baseline
                                + error(
                                        size,
                                        noise,
                                        baseline / scale,
                                        controlCount,
                                        alone.weight(),
                                        pure,
                                        stream)
                        : 0;
        double[][] means = new double[alone.means().length][];
        for (int drug = 0; drug < means.length; drug++) {
            means[drug] = new double[alone.means()[drug].length];
            for (int k = 0; k < means[drug].length; k++) {
                double value = fitter.value(curves[drug], drug, k);
                double weight = alone.weights()[drug][k];
                means[drug][k] =
                        value
                                + error(
                                        size,
                                        noise,
                                        value / scale,
                                        counts[drug][k],
                                        weight,
                                        pure,
                                        stream);
            }
        }
        double[] mixed = new double[doses.length];
        for (int i = 0; i < mixed.length; i++) {
            double value = model.expected(curves, doses[i]).value();
            mixed[i] =
                    value
                            + error(
                                    size,
                                    noise,
                                    value / scale,
                                    mixedCounts[i],
                                    wells[i],
                                    pure,
                                    stream);
        }
        return new Sample(
                new HillFitter.Means(control, alone.weight(), means, alone.weights()),
                mixed,
                pure[0]);
    }

    /// The error of a level's mean, from one for each of its wells.
    ///
    /// @param pure takes up the weighted squares of the wells about their mean
    private double error(
            double size,
            Noise noise,
            double response,
            double count,
            double weight,
            double[] pure,
            RandomStream stream) {
        double relative =
                noise.shape.equals(variance)
                        ? 1
                        : Math.sqrt(noise.shape.relative(response) / variance.relative(response));
        double unit = size * relative;
        int drawn = (int) Math.max(1, count);
        double sum = 0;
        double squares = 0;
        for (int well = 0; well < drawn; well++) {
            double error = TailModel.noise(noise.tails, stream);
            sum += error;
            squares += error * error;
        }
        pure[0] += unit * unit * Math.max(0, squares - sum * sum / drawn);
        return unit * sum / Math.sqrt(drawn * weight);
    }

    /// What keeps the mean weighted square of the noise where another shape than the design's makes
    /// it.
    private double sizeOf(VarianceModel shape) {
        if (shape.equals(variance)) {
            return 1;
        }
        double sum = 0;
        int count = 0;
        double scale =
                perControl && observed.alone().weight() > 0 ? observed.alone().baseline() : 1;
        for (double value : observed.mixed()) {
            sum += shape.relative(value / scale) / variance.relative(value / scale);
            count++;
        }
        for (double[] drug : observed.alone().means()) {
            for (double value : drug) {
                sum += shape.relative(value / scale) / variance.relative(value / scale);
                count++;
            }
        }
        return Math.sqrt(count / sum);
    }

    VarianceModel variance() {
        return variance;
    }
}
