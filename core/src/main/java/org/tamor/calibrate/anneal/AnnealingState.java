package org.tamor.calibrate.anneal;

import java.util.ArrayList;
import java.util.List;

/// How far an annealing has come.
final class AnnealingState {

    /// Island after island.
    List<Particle> particles = new ArrayList<>();

    /// Where the particles stood when the present stage began.
    List<double[]> origins = new ArrayList<>();

    final List<Stage> stages = new ArrayList<>();
    double power;
    double stepSize = 0.5;
    int sweeps;
    long accepted;
    long evaluations;
    long failures;

    /// By island: the logarithm of the ratio of the integrals so far.
    double[] logRatios;

    AnnealingState(int islands) {
        logRatios = new double[islands];
    }

    List<double[]> positions() {
        return particles.stream().map(Particle::position).toList();
    }
}
