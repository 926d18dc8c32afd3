package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.List;

/// How far a sampler has come; all that is needed to go on.
final class SamplerState {

    /// Generations done.
    long generation;

    /// Blocks done.
    long block;

    /// By chain and temperature.
    final List<List<Walker>> walkers = new ArrayList<>();

    final Adaptation adaptation;

    /// Since the end of the burn-in; simulations since the start.
    ChainCounts counts;

    /// The draws of each chain.
    final List<List<Walker>> kept = new ArrayList<>();

    SamplerState(int dimension, SamplerOptions options) {
        adaptation = new Adaptation(dimension, options.temperatures(), options.hottest());
        counts = new ChainCounts(options.temperatures());
        for (int c = 0; c < options.chains(); c++) {
            kept.add(new ArrayList<>());
        }
    }
}
