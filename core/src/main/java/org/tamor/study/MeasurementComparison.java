package org.tamor.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.tamor.expr.Bindings;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expression;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;

/// Compares measurements with runs; the noise models are those of
/// [Observable.NoiseDistribution#logDensity].
final class MeasurementComparison {

    private final Study study;
    private final Readings readings;

    MeasurementComparison(Study study, Readings readings) {
        this.study = study;
        this.readings = readings;
    }

    /// Those of the problem, then those kept aside.
    List<MeasurementFit> fits() {
        List<MeasurementFit> fits = new ArrayList<>();
        study.problem().measurements().forEach(one -> fits.add(fit(one, Claim.Use.CALIBRATION)));
        study.validationMeasurements().forEach(one -> fits.add(fit(one, Claim.Use.VALIDATION)));
        return fits;
    }

    private MeasurementFit fit(Measurement measurement, Claim.Use use) {
        Observable observable = study.observable(measurement.observable()).orElseThrow();
        OptionalDouble simulated = OptionalDouble.empty();
        OptionalDouble noise = OptionalDouble.empty();
        try {
            if (!Double.isFinite(measurement.time())) {
                throw new Undecided("values at the steady state (time inf) are not computed");
            }
            Map<String, Expression> placeholders = new HashMap<>();
            bind(observable.placeholders(), measurement.observableParameters(), placeholders);
            bind(observable.noisePlaceholders(), measurement.noiseParameters(), placeholders);
            Names names = new Names(measurement, placeholders, Map.of());
            double y =
                    observable.placeholders().isEmpty()
                            ? names.value(observable.id())
                            : Evaluator.evaluate(observable.formula(), names);
            check(y, "the simulated value");
            simulated = OptionalDouble.of(y);
            double scale =
                    Evaluator.evaluate(
                            observable.noise(),
                            new Names(measurement, placeholders, Map.of(observable.id(), y)));
            if (!(scale > 0) || !Double.isFinite(scale)) {
                throw new Undecided("the noise is " + scale + ", it must be above 0");
            }
            noise = OptionalDouble.of(scale);
            boolean logarithmic = observable.noiseDistribution().logarithmic();
            if (logarithmic && !(y > 0)) {
                throw new Undecided("the simulated value is " + y + ", which has no logarithm");
            }
            double m = measurement.value();
            double residual = observable.noiseDistribution().residual(m, y, scale);
            double logLikelihood = observable.noiseDistribution().logDensity(m, residual, scale);
            return new MeasurementFit(
                    measurement,
                    use,
                    simulated,
                    noise,
                    OptionalDouble.of(residual),
                    OptionalDouble.of(logLikelihood),
                    "");
        } catch (Undecided e) {
            return new MeasurementFit(
                    measurement,
                    use,
                    simulated,
                    noise,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    e.reason());
        }
    }

    private static void check(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new Undecided(what + " is not a finite number");
        }
    }

    private static void bind(
            List<String> names, List<Expression> values, Map<String, Expression> placeholders) {
        for (int i = 0; i < names.size(); i++) {
            placeholders.put(names.get(i), values.get(i));
        }
    }

    /// What the names of formulas stand for at the time of a measurement.
    private final class Names implements Bindings {

        private final Measurement measurement;
        private final Map<String, Expression> placeholders;
        private final Map<String, Double> known;

        Names(
                Measurement measurement,
                Map<String, Expression> placeholders,
                Map<String, Double> known) {
            this.measurement = measurement;
            this.placeholders = placeholders;
            this.known = known;
        }

        @Override
        public double value(String symbol) {
            Double given = known.get(symbol);
            if (given != null) {
                return given;
            }
            Expression placeholder = placeholders.get(symbol);
            return switch (placeholder) {
                case Expression.Constant constant -> constant.value();
                case Expression.Symbol(String id) ->
                        readings.at(id, measurement.experiment(), measurement.time());
                case null, default ->
                        readings.at(symbol, measurement.experiment(), measurement.time());
            };
        }

        @Override
        public double time() {
            return measurement.time();
        }
    }
}
