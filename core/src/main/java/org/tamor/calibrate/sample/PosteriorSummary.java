package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the draws say of every parameter, and whether they may be believed.
///
/// @param faults by parameter id: what it misses of the gate
public record PosteriorSummary(
        List<ParameterSummary> parameters, ConvergenceGate gate, Map<String, String> faults) {

    public PosteriorSummary {
        parameters = List.copyOf(parameters);
        faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
    }

    public static PosteriorSummary of(
            PosteriorSample sample, List<Coordinate> coordinates, ConvergenceGate gate) {
        List<ParameterSummary> parameters = new ArrayList<>();
        Map<String, String> faults = new LinkedHashMap<>();
        for (int i = 0; i < coordinates.size(); i++) {
            ParameterSummary summary = ParameterSummary.of(coordinates.get(i), sample.of(i));
            parameters.add(summary);
            String fault = gate.fault(summary);
            if (!fault.isEmpty()) {
                faults.put(summary.id(), fault);
            }
        }
        return new PosteriorSummary(parameters, gate, faults);
    }

    public boolean converged() {
        return faults.isEmpty();
    }
}
