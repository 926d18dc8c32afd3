package org.tamor.tumour.growth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.LeastSquares;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;

/// A growth law fitted to the animals of one arm by least squares on the logarithm of the volume:
/// the parameters are shared, each animal has its own start.
///
/// @param rate per day: r, a or l0
/// @param limit K in mm3 or l1 in mm3 per day; undefined for the exponential, flagged where the
///   data do not reach it
/// @param deviation of a reading, logarithm
/// @param criterion corrected Akaike criterion; undefined where there are too few readings or no
///   minimum was found
/// @param parameters of the law, rate and logarithm of the limit
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record GrowthLawFit(
        GrowthLaw law,
        String arm,
        double rate,
        Evaluation limit,
        double deviation,
        Evaluation criterion,
        double[] parameters) {

    private static final double LARGEST = Math.log(1e8);
    private static final double SMALLEST = Math.log(1e-2);
    private static final double STEP = 1e-6;

    /// All laws on one arm, the one with the least criterion first, those without one last.
    public static List<GrowthLawFit> all(TumourStudy study, Arm arm) {
        List<GrowthLawFit> fits = new ArrayList<>();
        for (GrowthLaw law : GrowthLaw.values()) {
            fits.add(of(study, arm, law));
        }
        fits.sort(
                (a, b) ->
                        Double.compare(
                                a.criterion.isDefined() ? a.criterion.value() : 1e300,
                                b.criterion.isDefined() ? b.criterion.value() : 1e300));
        return fits;
    }

    /// One law on one arm. Deterministic: several starts, the best counts.
    public static GrowthLawFit of(TumourStudy study, Arm arm, GrowthLaw law) {
        List<Animal> animals =
                arm.animals().stream().filter(one -> one.readings().size() > 1).toList();
        Curves curves = new Curves(study, animals, law);
        double slope = slope(curves);
        LeastSquares.Solution best = null;
        for (double[] start : starts(law, slope, curves)) {
            LeastSquares.Solution found =
                    LeastSquares.minimise(
                            curves,
                            curves.with(start),
                            curves.bound(law, true),
                            curves.bound(law, false),
                            200);
            best = best == null || found.cost() < best.cost() ? found : best;
        }
        if (best == null) {
            throw new IllegalStateException("every law has a start");
        }
        return described(law, arm, curves, best);
    }

    private static GrowthLawFit described(
            GrowthLaw law, Arm arm, Curves curves, LeastSquares.Solution found) {
        int n = curves.size();
        int k = found.parameters().length + 1;
        double[] parameters = Arrays.copyOf(found.parameters(), law.parameters());
        Evaluation criterion;
        if (n <= k + 1) {
            criterion =
                    Evaluation.undefined(
                            Status.UNDEFINED_MODEL, "too few readings for so many animals");
        } else if (!Double.isFinite(found.cost())) {
            criterion = Evaluation.undefined(Status.NOT_CONVERGED, "the law does not suit the arm");
        } else {
            criterion =
                    Evaluation.ok(
                            n * Math.log(found.cost() / n)
                                    + 2.0 * k
                                    + 2.0 * k * (k + 1) / (n - k - 1));
        }
        return new GrowthLawFit(
                law,
                arm.name(),
                parameters[0],
                limit(law, parameters),
                n > k ? Math.sqrt(found.cost() / (n - k + 1)) : Double.NaN,
                criterion,
                parameters);
    }

    private static Evaluation limit(GrowthLaw law, double[] parameters) {
        if (law == GrowthLaw.EXPONENTIAL) {
            return Evaluation.undefined(Status.UNDEFINED_MODEL, "exponential growth has no limit");
        }
        double value = Math.exp(parameters[1]);
        return parameters[1] > LARGEST - 0.01 || parameters[1] < SMALLEST + 0.01
                ? Evaluation.flagged(
                        value, Status.NOT_CONVERGED, "the tumours do not come near a limit")
                : Evaluation.ok(value);
    }

    private static double slope(Curves curves) {
        return LeastSquares.minimise(
                        new Curves(curves.study, curves.animals, GrowthLaw.EXPONENTIAL),
                        curves.with(new double[] {0}),
                        curves.bound(GrowthLaw.EXPONENTIAL, true),
                        curves.bound(GrowthLaw.EXPONENTIAL, false),
                        100)
                .parameters()[0];
    }

    private static List<double[]> starts(GrowthLaw law, double slope, Curves curves) {
        double high = curves.largest;
        double steep = Math.max(Math.abs(slope), 0.01);
        return switch (law) {
            case EXPONENTIAL -> List.of(new double[] {slope});
            case GOMPERTZ ->
                    List.of(
                            new double[] {0.05, high + 1},
                            new double[] {0.02, high + 3},
                            new double[] {0.1, curves.smallest - 1});
            case LOGISTIC ->
                    List.of(
                            new double[] {1.5 * steep, high + 0.5},
                            new double[] {steep, high + 3},
                            new double[] {steep, curves.smallest - 1});
            case SIMEONI ->
                    List.of(
                            new double[] {1.5 * steep, Math.log(steep) + high},
                            new double[] {steep, Math.log(steep) + high + 2},
                            new double[] {2 * steep, Math.log(steep) + high - 1});
        };
    }

    /// The readings of an arm as residuals; unknowns are the law's parameters and then the starts.
    private static final class Curves implements LeastSquares.Problem {

        private final TumourStudy study;
        private final List<Animal> animals;
        private final GrowthLaw law;
        private final double[] starts;
        private final double largest;
        private final double smallest;
        private final int size;

        Curves(TumourStudy study, List<Animal> animals, GrowthLaw law) {
            this.study = study;
            this.animals = animals;
            this.law = law;
            double[] all =
                    animals.stream()
                            .flatMap(animal -> animal.readings().stream())
                            .mapToDouble(one -> study.logarithm(one.volume()))
                            .toArray();
            this.size = all.length;
            this.largest = Arrays.stream(all).max().orElse(0);
            this.smallest = Arrays.stream(all).min().orElse(0);
            this.starts =
                    animals.stream().mapToDouble(one -> study.logarithm(one.baseline())).toArray();
        }

        double[] with(double[] parameters) {
            double[] all = Arrays.copyOf(parameters, parameters.length + starts.length);
            System.arraycopy(starts, 0, all, parameters.length, starts.length);
            return all;
        }

        double[] bound(GrowthLaw kind, boolean lower) {
            double[] bound = new double[kind.parameters() + starts.length];
            Arrays.fill(bound, lower ? smallest - 5 : largest + 5);
            bound[0] = kind == GrowthLaw.EXPONENTIAL ? (lower ? -3 : 3) : lower ? 1e-5 : 3;
            if (kind.parameters() > 1) {
                bound[1] = lower ? SMALLEST : LARGEST;
            }
            return bound;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void evaluate(double[] p, double[] residuals, double[] jacobian) {
            int shared = law.parameters();
            double[] parameters = Arrays.copyOf(p, shared);
            int row = 0;
            for (int i = 0; i < animals.size(); i++) {
                Animal animal = animals.get(i);
                double start = p[shared + i];
                for (VolumeReading one : animal.readings()) {
                    double t = one.day() - animal.firstDay();
                    double value = law.at(start, t, parameters);
                    residuals[row] = value - study.logarithm(one.volume());
                    if (jacobian.length > 0) {
                        int base = row * p.length;
                        Arrays.fill(jacobian, base, base + p.length, 0);
                        for (int k = 0; k < shared; k++) {
                            double[] moved = parameters.clone();
                            moved[k] += STEP;
                            jacobian[base + k] = (law.at(start, t, moved) - value) / STEP;
                        }
                        jacobian[base + shared + i] =
                                (law.at(start + STEP, t, parameters) - value) / STEP;
                    }
                    row++;
                }
            }
        }
    }
}
