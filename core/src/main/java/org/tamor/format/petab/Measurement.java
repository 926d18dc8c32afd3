package org.tamor.format.petab;

import java.util.List;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;

/// A measured value.
///
/// @param model the id of the model that it is for; "" where the problem has one model only
/// @param experiment "" for the model as it stands
/// @param time infinity for the steady state
/// @param observableParameters numbers or names of parameters for the observable's placeholders
/// @param dataset where the value comes from; "" where not given
/// @param replicate "" where not given
public record Measurement(
        String model,
        String observable,
        String experiment,
        double time,
        double value,
        List<Expression> observableParameters,
        List<Expression> noiseParameters,
        String dataset,
        String replicate,
        Location location) {

    public Measurement {
        observableParameters = List.copyOf(observableParameters);
        noiseParameters = List.copyOf(noiseParameters);
    }
}
