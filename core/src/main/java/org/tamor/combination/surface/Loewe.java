package org.tamor.combination.surface;

import java.util.Arrays;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;

/// Loewe additivity, dose equivalence: the response E with `sum_i d_i / D_i(E) = 1`, where D_i(E) is the
/// dose of drug i alone with that response (Loewe 1953; Berenbaum 1989).
///
/// A drug that cannot reach E has D_i = infinity; what that means is the ceiling rule, part of the
/// name of the score. Solved by bisection of a monotone function, safeguarded to the last bits.
public record Loewe(Ceiling ceiling) implements ReferenceModel {

    private static final int GRID = 100;

    /// What to expect of a mixture whose effect lies beyond what the weaker drug can reach.
    public enum Ceiling {
        /// No value.
        UNDEFINED("undefined beyond the weaker drug"),
        /// The weaker drug's limit.
        WEAKER_LIMIT("limit of the weaker drug"),
        /// The strongest single effect.
        STRONGEST_SINGLE("strongest single effect"),
        /// The strongest single curve at the summed dose, which means something only for doses in one unit
        /// (SynergyFinder's way, to reproduce its numbers).
        STRONGEST_AT_SUM("strongest single effect at the summed dose"),
        /// D = infinity for the weaker drug, continuous (Harbron 2010; BIGL's alternative Loewe).
        INFINITE_DOSE("infinite dose of the weaker drug"),
        /// Occupancy model of partial agonists of one target (Van der Borght 2017).
        GENERALISED("generalised"),
        /// The nearest of 100 responses between the baseline and the strongest limit, beyond which the rule is
        /// [#INFINITE_DOSE]: the resolution of SynergyFinder+.
        GRID_OF_100("infinite dose, grid of 100");

        private final String text;

        Ceiling(String text) {
            this.text = text;
        }
    }

    @Override
    public String name() {
        return "Loewe, " + ceiling.text;
    }

    @Override
    public boolean isShamCompliant() {
        return ceiling != Ceiling.GRID_OF_100;
    }

    @Override
    public Evaluation expected(DoseResponse[] curves, double[] doses) {
        if (ceiling == Ceiling.GENERALISED) {
            return GeneralisedLoewe.expected(curves, doses);
        }
        int present = -1;
        int count = 0;
        for (int i = 0; i < doses.length; i++) {
            if (doses[i] > 0) {
                present = i;
                count++;
            }
        }
        if (count == 0) {
            return Evaluation.ok(curves[0].baseline());
        }
        if (count == 1) {
            return Evaluation.ok(curves[present].value(doses[present]));
        }
        return solve(curves, doses);
    }

    private Evaluation solve(DoseResponse[] curves, double[] doses) {
        double sign = direction(curves, doses);
        if (sign == 0) {
            return Evaluation.ok(curves[0].baseline());
        }
        double start = Double.NaN;
        double end = Double.NaN;
        double weakest = Double.NaN;
        for (int i = 0; i < doses.length; i++) {
            if (doses[i] > 0) {
                double baseline = curves[i].baseline();
                double limit = curves[i].limit();
                start = Double.isNaN(start) || sign * (baseline - start) < 0 ? baseline : start;
                end = Double.isNaN(end) || sign * (limit - end) > 0 ? limit : end;
                weakest =
                        Double.isNaN(weakest) || sign * (limit - weakest) < 0 ? limit : weakest;
            }
        }
        double response =
                ceiling == Ceiling.GRID_OF_100
                        ? nearestOnGrid(curves, doses, sign, start, end)
                        : root(curves, doses, sign, start, end);
        if (sign * (response - weakest) < 0) {
            return Evaluation.ok(response);
        }
        String reason = "the expected effect is beyond the limit of the weaker drug";
        return switch (ceiling) {
            case UNDEFINED -> Evaluation.undefined(Status.OUT_OF_RANGE_WEAK, reason);
            case WEAKER_LIMIT -> Evaluation.flagged(weakest, Status.OUT_OF_RANGE_WEAK, reason);
            case STRONGEST_SINGLE ->
                    Evaluation.flagged(
                            strongest(curves, doses, sign), Status.OUT_OF_RANGE_WEAK, reason);
            case STRONGEST_AT_SUM -> {
                double[] sums = new double[doses.length];
                Arrays.fill(sums, Arrays.stream(doses).sum());
                yield Evaluation.flagged(
                        strongest(curves, sums, sign), Status.OUT_OF_RANGE_WEAK, reason);
            }
            default -> Evaluation.flagged(response, Status.OUT_OF_RANGE_WEAK, reason);
        };
    }

    /// The side of the baseline on which the drugs act: that of the largest possible effect.
    static double direction(DoseResponse[] curves, double[] doses) {
        double largest = 0;
        for (int i = 0; i < curves.length; i++) {
            double effect = curves[i].limit() - curves[i].baseline();
            if (doses[i] > 0 && Math.abs(effect) > Math.abs(largest)) {
                largest = effect;
            }
        }
        return Math.signum(largest);
    }

    private static double strongest(DoseResponse[] curves, double[] doses, double sign) {
        double best = Double.NaN;
        for (int i = 0; i < doses.length; i++) {
            double value = curves[i].value(doses[i]);
            best = Double.isNaN(best) || sign * (value - best) > 0 ? value : best;
        }
        return best;
    }

    /// `sum_i d_i / D_i(E)`: infinite at the baseline, 0 beyond every limit.
    static double index(DoseResponse[] curves, double[] doses, double sign, double response) {
        double sum = 0;
        for (int i = 0; i < doses.length; i++) {
            if (doses[i] == 0) {
                continue;
            }
            double effect = sign * (curves[i].limit() - curves[i].baseline());
            sum += effect <= 0 ? 0 : doses[i] / curves[i].inverse(response);
        }
        return sum;
    }

    private static double root(
            DoseResponse[] curves, double[] doses, double sign, double start, double end) {
        double low = start;
        double high = end;
        double single = strongest(curves, doses, sign);
        // The strongest single effect is a lower bound of the expected effect.
        if (sign * (single - low) > 0 && sign * (high - single) > 0) {
            low = single;
        }
        double lowValue = index(curves, doses, sign, low) - 1;
        if (!(lowValue > 0)) {
            return low;
        }
        double highValue = -1;
        int side = 0;
        for (int i = 0; i < 200; i++) {
            double middle =
                    i % 3 == 2 || Double.isInfinite(lowValue)
                            ? 0.5 * (low + high)
                            : (low * highValue - high * lowValue) / (highValue - lowValue);
            if (!(sign * (middle - low) > 0 && sign * (high - middle) > 0)) {
                middle = 0.5 * (low + high);
            }
            if (middle == low || middle == high) {
                break;
            }
            double value = index(curves, doses, sign, middle) - 1;
            if (value == 0) {
                return middle;
            }
            if (value > 0) {
                low = middle;
                lowValue = value;
                highValue = side == 1 ? 0.5 * highValue : highValue;
                side = 1;
            } else {
                high = middle;
                highValue = value;
                lowValue = side == -1 ? 0.5 * lowValue : lowValue;
                side = -1;
            }
            if (Math.abs(high - low) <= 1e-15 * (Math.abs(high) + Math.abs(low) + 1e-300)) {
                break;
            }
        }
        return Math.abs(lowValue) < Math.abs(highValue) ? low : high;
    }

    private static double nearestOnGrid(
            DoseResponse[] curves, double[] doses, double sign, double start, double end) {
        double best = start;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < GRID; i++) {
            double response = start + (end - start) * i / (GRID - 1);
            double distance = Math.abs(index(curves, doses, sign, response) - 1);
            if (distance < least) {
                least = distance;
                best = response;
            }
        }
        return best;
    }

    /// The interaction index `sum_i d_i / D_i(y)` of a measured response (Berenbaum 1989): below 1 is
    /// synergy.
    public static Evaluation interactionIndex(
            DoseResponse[] curves, double[] doses, double observed) {
        double sign = direction(curves, doses);
        if (sign == 0) {
            return Evaluation.undefined(Status.UNDEFINED_MODEL, "no drug has an effect");
        }
        double sum = 0;
        int reached = 0;
        int present = 0;
        for (int i = 0; i < doses.length; i++) {
            if (doses[i] == 0) {
                continue;
            }
            present++;
            double effect = sign * (curves[i].limit() - curves[i].baseline());
            if (effect > 0 && sign * (observed - curves[i].baseline()) <= 0) {
                return Evaluation.flagged(
                        Double.POSITIVE_INFINITY,
                        Status.WRONG_SIDE,
                        "the response is not beyond the control");
            }
            double dose = effect <= 0 ? Double.POSITIVE_INFINITY : curves[i].inverse(observed);
            sum += doses[i] / dose;
            reached += Double.isInfinite(dose) ? 0 : 1;
        }
        if (present == 0) {
            return Evaluation.ok(1);
        }
        if (reached == 0) {
            return Evaluation.flagged(
                    0, Status.OUT_OF_RANGE_BOTH, "no drug alone reaches the response");
        }
        return reached < present
                ? Evaluation.flagged(
                        sum, Status.OUT_OF_RANGE_WEAK, "a drug alone does not reach the response")
                : Evaluation.ok(sum);
    }
}
