package org.tamor.sedml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sedml.Algorithm;
import org.tamor.format.sedml.AlgorithmParameter;
import org.tamor.simulate.SolverOptions;
import org.tamor.stochastic.StochasticMethod;

/// Finds our method for an algorithm of the ontology KiSAO.
///
/// Explicit pairs of Runge and Kutta become ours of Dormand and Prince, all other integrators of
/// differential equations the implicit formulas; both keep the given tolerances. A different
/// approach, such as a fixed step, is noted. What is neither an integrator, a search for steady
/// states, a stochastic method for whole molecules nor flux balance analysis is refused.
final class Kisao {

    /// How a task is computed.
    sealed interface Method {

        /// By the differential equations.
        record Deterministic(SolverOptions options) implements Method {}

        /// By random trajectories.
        record Stochastic(StochasticMethod method, long seed) implements Method {}

        /// By linear programming.
        record FluxBalance() implements Method {}
    }

    static final int FLUX_BALANCE = 437;

    static final SolverOptions DEFAULT = new SolverOptions(1e-6, 1e-12, 10_000_000);
    private static final double TIGHTEST = 1e-13;

    /// Adaptive integrators and steady-state methods for which ours stands without a word.
    private static final Set<Integer> ALIKE =
            Set.of(
                    19, 20, 71, 88, 89, 90, 91, 93, 94, 103, 232, 233, 234, 282, 283, 288, 289, 355,
                    356, 364, 373, 374, 407, 408, 409, 410, 411, 412, 413, 432, 433, 496, 535, 536,
                    544, 560, 568, 569, 617, 694, 86, 87, 302, 321, 434, 435, 436, 537, 609, 304,
                    281, 33, 668, 672, 375, 99);

    /// Those of them that are explicit pairs of Runge and Kutta with a step of their own choice.
    private static final Set<Integer> EXPLICIT_PAIRS = Set.of(86, 87, 302, 321, 434, 435, 436, 537);

    /// Other integrators: fixed steps, other orders.
    private static final Set<Integer> OTHER_INTEGRATORS =
            Set.of(
                    30, 31, 32, 64, 261, 276, 279, 280, 290, 296, 297, 299, 301, 303, 305, 309, 318,
                    367, 377, 378, 379, 380, 381, 382, 383, 384, 365, 587, 607, 612, 664);

    private static final Set<Integer> EXACT_STOCHASTIC =
            Set.of(15, 27, 29, 38, 51, 104, 241, 329, 333, 586, 606, 610, 611, 319);

    private static final Set<Integer> LEAPING =
            Set.of(39, 40, 45, 46, 48, 74, 81, 82, 84, 330, 336, 351, 524, 621);

    private static final Map<Integer, String> SETTINGS =
            Map.of(
                    209, "relative tolerance",
                    211, "absolute tolerance",
                    415, "maximum number of steps",
                    488, "seed",
                    228, "tau-leaping epsilon");

    /// Settings that say how another program's solver works inside and do not change the answer.
    private static final Set<Integer> WITHOUT_EFFECT =
            Set.of(
                    219, 220, 467, 475, 476, 477, 478, 479, 480, 481, 483, 484, 485, 486, 487, 538,
                    539, 540, 541, 542, 543, 545, 555, 556, 557, 558, 559, 565, 570, 571, 583, 584,
                    597, 665, 666, 667, 670, 671, 673, 674, 677, 678, 679, 681, 682, 683, 684, 249,
                    216, 107, 326, 203, 204, 205, 230, 248, 567, 647, 648);

    private final List<String> notes;
    private final String file;

    Kisao(String file, List<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    /// The method for an algorithm.
    ///
    /// @param common settings of the whole experiment, which those of the algorithm override
    /// @param steady whether a steady state is looked for
    Method method(Algorithm algorithm, List<AlgorithmParameter> common, boolean steady) {
        double relative = DEFAULT.relativeTolerance();
        double absolute = DEFAULT.absoluteTolerance();
        int steps = DEFAULT.maximumSteps();
        long seed = 1;
        double epsilon = 0.03;
        List<AlgorithmParameter> settings = new ArrayList<>(common);
        settings.addAll(algorithm.parameters());
        for (AlgorithmParameter setting : settings) {
            int term = setting.kisao().orElse(-1);
            if (setting.value().toUpperCase(Locale.ROOT).startsWith("KISAO")) {
                if (!WITHOUT_EFFECT.contains(term)) {
                    note(setting.where(), "setting " + name(term) + " has no effect here");
                }
                continue;
            }
            switch (term) {
                case 209 -> relative = tolerance(setting, 1);
                case 211 -> absolute = tolerance(setting, Double.MAX_VALUE);
                case 415 -> steps = (int) positive(setting, Integer.MAX_VALUE);
                case 488 -> seed = (long) number(setting);
                case 228 -> epsilon = positive(setting, 0.999);
                default -> {
                    if (!WITHOUT_EFFECT.contains(term)) {
                        note(setting.where(), "setting " + name(term) + " has no effect here");
                    }
                }
            }
        }
        SolverOptions options = new SolverOptions(relative, absolute, Math.max(steps, 1000));
        return method(algorithm, options, seed, epsilon, steady);
    }

    private Method method(
            Algorithm algorithm, SolverOptions options, long seed, double epsilon, boolean steady) {
        if (algorithm.kisao().isEmpty()) {
            note(
                    algorithm.where(),
                    "the simulation names no algorithm; solved with an implicit method");
            return new Method.Deterministic(options);
        }
        int term = algorithm.kisao().getAsInt();
        if (term == FLUX_BALANCE) {
            return new Method.FluxBalance();
        }
        if (steady && (EXACT_STOCHASTIC.contains(term) || LEAPING.contains(term))) {
            throw refuse(algorithm, "is stochastic, and a stochastic model has no steady state");
        }
        if (EXPLICIT_PAIRS.contains(term) && !steady) {
            return new Method.Deterministic(
                    new SolverOptions(
                            options.relativeTolerance(),
                            options.absoluteTolerance(),
                            Math.min(options.maximumSteps(), SolverOptions.EXPLICIT_STEPS),
                            options.maximumStep(),
                            SolverOptions.Method.EXPLICIT));
        }
        if (ALIKE.contains(term)) {
            return new Method.Deterministic(options);
        }
        if (OTHER_INTEGRATORS.contains(term)) {
            note(
                    algorithm.where(),
                    name(term)
                            + " is replaced by an adaptive implicit method, as exact as"
                            + " its tolerances say");
            return new Method.Deterministic(options);
        }
        if (EXACT_STOCHASTIC.contains(term)) {
            return new Method.Stochastic(StochasticMethod.EXACT, seed);
        }
        if (LEAPING.contains(term)) {
            if (term != 39 && term != 40 && term != 84) {
                note(algorithm.where(), name(term) + " is replaced by explicit tau-leaping");
            }
            return new Method.Stochastic(new StochasticMethod.TauLeaping(epsilon), seed);
        }
        throw refuse(
                algorithm,
                "has no counterpart here; use one for differential equations, such as"
                        + " KISAO:0000019, or an exact stochastic one, such as KISAO:0000029");
    }

    private BadInputException refuse(Algorithm algorithm, String reason) {
        String label = algorithm.name().isBlank() ? "" : " (" + algorithm.name().strip() + ")";
        return new BadInputException(
                "sedml.algorithm",
                algorithm.where(),
                "the algorithm " + name(algorithm.kisao().orElse(0)) + label + " " + reason);
    }

    private static double tolerance(AlgorithmParameter setting, double below) {
        return Math.max(TIGHTEST * (below == 1 ? 1 : 1e-10), positive(setting, below));
    }

    private static double positive(AlgorithmParameter setting, double most) {
        double value = number(setting);
        if (!(value > 0 && value <= most)) {
            throw new BadInputException(
                    "sedml.setting",
                    setting.where(),
                    "the "
                            + SETTINGS.getOrDefault(setting.kisao().orElse(0), "setting")
                            + " is "
                            + value
                            + "; it must lie above 0"
                            + (most < 2 ? " and not above " + most : ""));
        }
        return value;
    }

    private static double number(AlgorithmParameter setting) {
        try {
            double value = Double.parseDouble(setting.value().strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException(
                "sedml.setting",
                setting.where(),
                "the "
                        + SETTINGS.getOrDefault(setting.kisao().orElse(0), "setting")
                        + " is no number; give one");
    }

    static String name(int term) {
        return String.format(Locale.ROOT, "KISAO:%07d", term);
    }

    private void note(Location where, String text) {
        String line = file + (where.line() > 0 ? ":" + where.line() : "") + ": " + text;
        if (!notes.contains(line)) {
            notes.add(line);
        }
    }
}
