package org.tamor.combination.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.inference.Interval;
import org.tamor.combination.surface.BraidFit;
import org.tamor.combination.surface.EffectiveDoseFit;
import org.tamor.combination.surface.MusycFit;
import org.tamor.combination.surface.SurfaceData;
import org.tamor.stats.RandomStream;

/// Response surfaces with parameters of interaction, fitted to a block of two drugs.
///
/// Intervals come from a parametric bootstrap: means are simulated about the fitted surface with
/// the residual variance, and the surface is fitted anew from its own parameters.
///
/// @param musyc beta, log10 alpha12, log10 alpha21
/// @param musycFit null-interaction included
/// @param kappa of BRAID, with its moderate prior
/// @param effectiveDose a12 and a21; empty where a drug alone does not kill all cells
/// @param refusal why there is no effective dose model; empty where there is one
public record FittedSurfaces(
        MusycFit musycFit,
        List<SurfaceParameter> musyc,
        BraidFit braidFit,
        SurfaceParameter kappa,
        List<SurfaceParameter> effectiveDose,
        String refusal) {

    private static final int MOST_DRAWS = 199;

    /// An interval of log10 alpha wider than this says that the data do not determine it.
    private static final double WIDEST_LOG_ALPHA = 2;

    /// Likewise of beta.
    private static final double WIDEST_BETA = 2;

    public FittedSurfaces {
        musyc = List.copyOf(musyc);
        effectiveDose = List.copyOf(effectiveDose);
    }

    /// Fits; empty for other than two drugs, or with fewer combinations than parameters.
    ///
    /// @param unit the response of an untreated well
    public static Optional<FittedSurfaces> of(
            CombinationData data, AnalysisOptions options, double unit) {
        SurfaceData surface = SurfaceData.of(data.cells());
        if (data.drugs().size() != 2 || surface.means().length < 12) {
            return Optional.empty();
        }
        double[] means = Arrays.stream(surface.means()).map(value -> value / unit).toArray();
        SurfaceData scaled =
                new SurfaceData(
                        surface.doses(),
                        means,
                        surface.weights(),
                        surface.pureError() / (unit * unit),
                        surface.wells());
        Hill[] curves =
                Arrays.stream(Monotherapies.of(data).fit(FitOptions.standard()).curves())
                        .map(curve -> curve.transformed(0, 1 / unit))
                        .toArray(Hill[]::new);
        return Optional.of(fit(scaled, curves, options));
    }

    private static FittedSurfaces fit(SurfaceData data, Hill[] curves, AnalysisOptions options) {
        MusycFit musyc = MusycFit.of(data, curves, MusycFit.Bounds.ofData());
        double[][] musycDraws =
                draws(
                        data,
                        doses -> musyc.model().value(doses),
                        musyc.cost(),
                        options,
                        drawn -> {
                            MusycFit again =
                                    MusycFit.from(
                                            drawn,
                                            musyc.parameters().clone(),
                                            MusycFit.Bounds.ofData(),
                                            musyc.hasGamma());
                            return new double[] {
                                again.beta().isDefined() ? again.beta().value() : Double.NaN,
                                again.logAlpha(0).value(),
                                again.logAlpha(1).value()
                            };
                        });
        BraidFit braid = braid(data, curves);
        double[][] braidDraws =
                draws(
                        data,
                        doses -> braid.model().value(doses),
                        braid.cost(),
                        options,
                        drawn ->
                                new double[] {
                                    braid.refitted(drawn, BraidFit.Prior.MODERATE).model().kappa()
                                });
        Evaluation gate = EffectiveDoseFit.gate(curves);
        return new FittedSurfaces(
                musyc,
                parameters(musyc, musycDraws, options.level()),
                braid,
                new SurfaceParameter(
                        "BRAID kappa",
                        "above 0 synergy, below 0 antagonism",
                        Evaluation.ok(braid.model().kappa()),
                        interval(braid.model().kappa(), braidDraws, 0, options.level()),
                        0,
                        true),
                gate.status() == Status.OK ? effectiveDose(data, curves, options) : List.of(),
                gate.reason());
    }

    private static BraidFit braid(SurfaceData data, Hill[] curves) {
        return BraidFit.of(data, curves, BraidFit.Limits.FURTHER, BraidFit.Prior.MODERATE);
    }

    private static List<SurfaceParameter> parameters(MusycFit fit, double[][] draws, double level) {
        Evaluation beta = fit.beta();
        Interval betaInterval = interval(beta.value(), draws, 0, level);
        return List.of(
                new SurfaceParameter(
                        "MuSyC beta",
                        "synergistic efficacy: the pair does more than either drug can at any dose",
                        judged(beta, betaInterval, WIDEST_BETA),
                        betaInterval,
                        0,
                        true),
                alpha(fit, draws, 0, "drug 1 makes drug 2 more potent", level),
                alpha(fit, draws, 1, "drug 2 makes drug 1 more potent", level));
    }

    private static SurfaceParameter alpha(
            MusycFit fit, double[][] draws, int which, String meaning, double level) {
        Evaluation estimate = fit.logAlpha(which);
        Interval interval = interval(estimate.value(), draws, 1 + which, level);
        return new SurfaceParameter(
                which == 0 ? "MuSyC log10 alpha12" : "MuSyC log10 alpha21",
                "synergistic potency: " + meaning,
                judged(estimate, interval, WIDEST_LOG_ALPHA),
                interval,
                0,
                true);
    }

    private static Evaluation judged(Evaluation estimate, Interval interval, double widest) {
        if (estimate.isDefined()
                && estimate.reason().isEmpty()
                && interval.high() - interval.low() > widest) {
            return Evaluation.flagged(
                    estimate.value(),
                    Status.UNDEFINED_MODEL,
                    "the data do not determine it: its interval is too wide");
        }
        return estimate;
    }

    private static List<SurfaceParameter> effectiveDose(
            SurfaceData data, Hill[] curves, AnalysisOptions options) {
        EffectiveDoseFit fit = EffectiveDoseFit.of(data, curves);
        double[][] draws =
                draws(
                        data,
                        doses -> fit.model().value(doses).value(),
                        fit.cost(),
                        options,
                        drawn -> {
                            double[][] a = EffectiveDoseFit.of(drawn, curves).model().interaction();
                            return new double[] {a[0][1], a[1][0]};
                        });
        double[][] a = fit.model().interaction();
        return List.of(
                interaction(
                        "effective dose a12",
                        "drug 2 lowers the effective dose of drug 1",
                        a[0][1],
                        draws,
                        0,
                        options),
                interaction(
                        "effective dose a21",
                        "drug 1 lowers the effective dose of drug 2",
                        a[1][0],
                        draws,
                        1,
                        options));
    }

    private static SurfaceParameter interaction(
            String name,
            String meaning,
            double value,
            double[][] draws,
            int which,
            AnalysisOptions options) {
        return new SurfaceParameter(
                name,
                meaning + " where above 0 (antagonism), raises it below 0 (synergy)",
                Evaluation.ok(value),
                interval(value, draws, which, options.level()),
                0,
                false);
    }

    private interface Surface {
        double value(double[] doses);
    }

    /// `[parameter][draw]`, sorted; empty without draws.
    private static double[][] draws(
            SurfaceData data,
            Surface surface,
            double cost,
            AnalysisOptions options,
            Function<SurfaceData, double[]> refit) {
        int count = Math.min(options.draws(), MOST_DRAWS);
        if (count == 0) {
            return new double[0][];
        }
        int parameters = 10;
        double deviation = Math.sqrt(cost / Math.max(1, data.wells() - parameters));
        double[][] results = new double[count][];
        IntStream.range(0, count)
                .parallel()
                .forEach(
                        draw -> {
                            RandomStream stream = RandomStream.of(options.seed(), draw);
                            double[] means = new double[data.means().length];
                            for (int i = 0; i < means.length; i++) {
                                means[i] =
                                        surface.value(data.doses()[i])
                                                + deviation
                                                        * stream.nextGaussian()
                                                        / Math.sqrt(data.weights()[i]);
                            }
                            results[draw] = refit.apply(data.withMeans(means));
                        });
        double[][] sorted = new double[results[0].length][];
        for (int k = 0; k < sorted.length; k++) {
            int which = k;
            sorted[k] = Arrays.stream(results).mapToDouble(row -> row[which]).sorted().toArray();
        }
        return sorted;
    }

    private static Interval interval(double estimate, double[][] draws, int which, double level) {
        if (draws.length == 0) {
            return new Interval(estimate, Double.NaN, Double.NaN, level);
        }
        double[] sorted = draws[which];
        int tail = (int) Math.round(0.5 * (1 - level) * (sorted.length + 1)) - 1;
        tail = Math.clamp(tail, 0, sorted.length - 1);
        return new Interval(estimate, sorted[tail], sorted[sorted.length - 1 - tail], level);
    }
}
