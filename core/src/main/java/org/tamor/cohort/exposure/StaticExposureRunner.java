package org.tamor.cohort.exposure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.cohort.protocol.ExposurePlan;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.NearestNames;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.stats.Quantiles;
import org.tamor.study.Edge;
import org.tamor.study.Study;

/// Computes static exposures. The results do not depend on the number of threads.
///
/// For one parameter vector the tumour is simulated at every node of a grid of constant levels, and
/// the curve on which the net rate has its target is found by marching squares, each crossing by
/// Brent's method. For an empirical model `dx/dt = (l0 - k_a c_a - k_b c_b - g c_a c_b) x` it is
/// `l0 = k_a c_a + k_b c_b + g c_a c_b`, the tumour static concentration curve (Cardilin et al.,
/// AAPS J. 19 (2017) 456) or, with average exposures, static exposure curve (Cardilin et al., CPT
/// Pharmacometrics Syst. Pharmacol. 6 (2017) 747, page recalled); here the cell model stands in
/// place of the rate constants.
public final class StaticExposureRunner {

    /// The search for a multiple of an exposure begins here.
    public static final double LEAST_MULTIPLE = 1e-3;

    /// And ends here.
    public static final double LARGEST_MULTIPLE = 1e3;

    /// The range that is searched where the plan gives none: this factor below and above the
    /// average of the drug's arm.
    private static final double AROUND = 100;

    private static final int MULTIPLES = 25;

    private final ExposurePlan plan;
    private final ExposedTumours tumours;
    private final Map<String, Double> cuts = new LinkedHashMap<>();
    private final List<String> cut;

    /// Puts a study and a plan together.
    ///
    /// @param cut ids of edges of the study's network that are cut
    /// @throws BadInputException where they do not fit
    public StaticExposureRunner(Study study, ExposurePlan plan, List<String> cut) {
        this.plan = plan;
        this.cut = List.copyOf(cut);
        for (String id : cut) {
            edge(study, id).cuts().forEach(one -> cuts.put(one.parameter(), one.value()));
        }
        tumours = new ExposedTumours(study, plan);
    }

    private static Edge edge(Study study, String id) {
        return study.edges().stream()
                .filter(edge -> edge.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadInputException(
                                        "exposure.unknown-edge",
                                        Location.ofFile(study.folder().toString()).withElement(id),
                                        "the study has no edge "
                                                + id
                                                + "; "
                                                + NearestNames.hint(
                                                        id,
                                                        study.edges().stream()
                                                                .map(Edge::id)
                                                                .toList(),
                                                        "see its edges.tsv")));
    }

    private ExposedTumours.Subject subject(Map<String, Double> changes) {
        Map<String, Double> all = new LinkedHashMap<>(changes);
        all.putAll(cuts);
        return tumours.subject(tumours.vector(all));
    }

    /// What one vector of an ensemble says.
    private record Member(RateSurface surface, List<Exposure> exposures, List<Double> rates) {}

    /// Computes the curve, its band and what is reached.
    ///
    /// @param ensemble parameter vectors; empty for no band
    /// @throws NumericalFailureException where the tumour of the study's own vector cannot be
    ///   simulated, or all of the ensemble
    /// @throws java.util.concurrent.CancellationException where the calling thread is interrupted
    public StaticExposure run(Optional<Ensemble> ensemble, int threads, Progress progress) {
        ExposedTumours.Subject own = subject(Map.of());
        double[] first = levels(plan.first(), own.exposure(plan.first().arm()).first());
        double[] second = levels(plan.second(), own.exposure(plan.second().arm()).second());
        RateSurface surface = surface(own, first, second, threads, progress);
        StaticCurve curve = StaticContour.of(surface, own::rate, plan.target());
        List<Optional<Member>> members =
                ensemble.map(all -> members(all, first, second, threads, progress))
                        .orElse(List.of());
        double[] weights = ensemble.map(Ensemble::weights).orElse(new double[0]);
        return new StaticExposure(
                plan,
                own.allotted(),
                own.volume(),
                surface.rates()[0][0],
                surface,
                curve,
                interpolation(curve, StaticContour.of(surface, plan.target())),
                members.stream().anyMatch(Optional::isPresent)
                        ? Optional.of(band(members, weights))
                        : Optional.empty(),
                reached(own, members, weights),
                cut);
    }

    private double[] levels(ExposurePlan.Drug drug, double average) {
        if (drug.range().isEmpty() && !(average > 0)) {
            throw new BadInputException(
                    "exposure.no-range",
                    drug.location().withElement("range"),
                    "the arm "
                            + drug.arm()
                            + " reaches no level of "
                            + drug.name()
                            + ", so that no range follows from it; give 'range'");
        }
        ExposurePlan.Range range =
                drug.range().orElse(new ExposurePlan.Range(average / AROUND, average * AROUND));
        return RateSurface.levels(range.smallest(), range.largest(), plan.points());
    }

    private static RateSurface surface(
            ExposedTumours.Subject own,
            double[] first,
            double[] second,
            int threads,
            Progress progress) {
        List<Callable<double[]>> rows = new ArrayList<>();
        for (double level : first) {
            rows.add(() -> Arrays.stream(second).map(other -> own.rate(level, other)).toArray());
        }
        return new RateSurface(
                first,
                second,
                ParallelTasks.run(rows, threads, "levels of the first drug", progress)
                        .toArray(new double[0][]));
    }

    private List<Optional<Member>> members(
            Ensemble ensemble, double[] first, double[] second, int threads, Progress progress) {
        List<Callable<Optional<Member>>> tasks = new ArrayList<>();
        for (int k = 0; k < ensemble.members().size(); k++) {
            Map<String, Double> values = ensemble.values(k);
            tasks.add(() -> member(values, first, second));
        }
        List<Optional<Member>> members =
                ParallelTasks.run(tasks, threads, "parameter vectors", progress);
        if (members.stream().allMatch(Optional::isEmpty)) {
            throw new NumericalFailureException(
                    "exposure.ensemble",
                    Location.ofFile(plan.file()),
                    "none of the "
                            + members.size()
                            + " parameter vectors of the ensemble could be simulated; look at one"
                            + " of them with tamor simulate");
        }
        return members;
    }

    /// Empty where the vector cannot be simulated.
    private Optional<Member> member(Map<String, Double> values, double[] first, double[] second) {
        try {
            ExposedTumours.Subject subject = subject(values);
            List<Exposure> exposures = exposures(subject);
            List<Double> rates =
                    exposures.stream().map(one -> subject.rate(one.first(), one.second())).toList();
            return Optional.of(
                    new Member(RateSurface.of(first, second, subject::rate), exposures, rates));
        } catch (NumericalFailureException failure) {
            return Optional.empty();
        }
    }

    /// The treated arms of the protocol, then the people.
    private List<Exposure> exposures(ExposedTumours.Subject subject) {
        List<Exposure> exposures = new ArrayList<>();
        arms().forEach(arm -> exposures.add(subject.exposure(arm)));
        plan.people().forEach(one -> exposures.add(subject.exposure(one)));
        return exposures;
    }

    private List<String> arms() {
        return plan.protocol().arms().stream()
                .map(PlannedArm::name)
                .filter(name -> !name.equals(plan.protocol().control()))
                .toList();
    }

    private List<Reached> reached(
            ExposedTumours.Subject own, List<Optional<Member>> members, double[] weights) {
        List<Reached> reached = new ArrayList<>();
        List<Exposure> exposures = exposures(own);
        List<String> arms = arms();
        for (int k = 0; k < exposures.size(); k++) {
            int at = k;
            boolean isArm = k < arms.size();
            Exposure one = exposures.get(k);
            reached.add(
                    new Reached(
                            isArm ? arms.get(k) : plan.people().get(k - arms.size()).name(),
                            isArm,
                            one,
                            own.rate(one.first(), one.second()),
                            isArm ? own.asDosed(arms.get(k)) : Double.NaN,
                            multiples(own, one),
                            share(members, weights, member -> member.rates().get(at)),
                            members.stream()
                                    .flatMap(Optional::stream)
                                    .map(member -> member.exposures().get(at))
                                    .toList()));
        }
        return reached;
    }

    private double share(
            List<Optional<Member>> members,
            double[] weights,
            java.util.function.ToDoubleFunction<Member> rate) {
        double reached = 0;
        double sum = 0;
        for (int k = 0; k < members.size(); k++) {
            if (members.get(k).isPresent()) {
                sum += weights[k];
                reached +=
                        rate.applyAsDouble(members.get(k).orElseThrow()) <= plan.target()
                                ? weights[k]
                                : 0;
            }
        }
        return sum > 0 ? reached / sum : Double.NaN;
    }

    /// Multiples of an exposure at which the rate has its target, along the ray through it.
    private List<Double> multiples(ExposedTumours.Subject own, Exposure one) {
        if (one.first() + one.second() == 0) {
            return List.of();
        }
        double[] multiples = RateSurface.levels(LEAST_MULTIPLE, LARGEST_MULTIPLE, MULTIPLES);
        // a second axis without effect makes the ray a strip of the plane
        NetRate along =
                (multiple, nothing) -> own.rate(multiple * one.first(), multiple * one.second());
        RateSurface strip = RateSurface.of(multiples, new double[] {0, 1}, along);
        return StaticContour.of(strip, along, plan.target()).firstAlone();
    }

    private StaticExposure.Band band(List<Optional<Member>> members, double[] all) {
        List<RateSurface> surfaces = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        double sum = 0;
        double existing = 0;
        for (int k = 0; k < members.size(); k++) {
            if (members.get(k).isPresent()) {
                RateSurface surface = members.get(k).orElseThrow().surface();
                surfaces.add(surface);
                weights.add(all[k]);
                sum += all[k];
                boolean reaches =
                        Arrays.stream(surface.rates())
                                .flatMapToDouble(DoubleStream::of)
                                .anyMatch(rate -> rate <= plan.target());
                existing += reaches && surface.rates()[0][0] > plan.target() ? all[k] : 0;
            }
        }
        double[] own = weights.stream().mapToDouble(Double::doubleValue).toArray();
        RateSurface low = quantile(surfaces, own, 0.05);
        RateSurface median = quantile(surfaces, own, 0.5);
        RateSurface high = quantile(surfaces, own, 0.95);
        return new StaticExposure.Band(
                members.size(),
                members.size() - surfaces.size(),
                existing / sum,
                low,
                median,
                high,
                StaticContour.of(low, plan.target()),
                StaticContour.of(median, plan.target()),
                StaticContour.of(high, plan.target()));
    }

    private static RateSurface quantile(List<RateSurface> surfaces, double[] weights, double p) {
        RateSurface one = surfaces.getFirst();
        double[][] rates = new double[one.first().length][one.second().length];
        for (int i = 0; i < rates.length; i++) {
            for (int j = 0; j < rates[i].length; j++) {
                int column = i;
                int row = j;
                double[] values =
                        surfaces.stream().mapToDouble(all -> all.rates()[column][row]).toArray();
                rates[i][j] = Quantiles.weighted(values, weights, p);
            }
        }
        return new RateSurface(one.first(), one.second(), rates);
    }

    /// The largest factor between refined and interpolated levels of a drug alone.
    private static double interpolation(StaticCurve refined, StaticCurve interpolated) {
        double largest = Double.NaN;
        for (boolean first : new boolean[] {true, false}) {
            List<Double> one = first ? refined.firstAlone() : refined.secondAlone();
            List<Double> other = first ? interpolated.firstAlone() : interpolated.secondAlone();
            for (int k = 0; k < Math.min(one.size(), other.size()); k++) {
                double factor = Math.exp(Math.abs(Math.log(one.get(k) / other.get(k))));
                largest = Double.isNaN(largest) ? factor : Math.max(largest, factor);
            }
        }
        return largest;
    }
}
