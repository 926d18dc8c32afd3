package org.tamor.stochastic;

import java.util.List;

/// Mean and standard deviation of outputs over the members of an ensemble.
///
/// @param outputs the ids of the outputs
/// @param times ascending
/// @param members the number of trajectories
/// @param mean `mean[o][k]` is that of output o at time k
/// @param standardDeviation of the sample (divisor members - 1), 0 for one member; same shape
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record EnsembleMoments(
        List<String> outputs,
        double[] times,
        int members,
        double[][] mean,
        double[][] standardDeviation) {

    public EnsembleMoments {
        outputs = List.copyOf(outputs);
    }
}
