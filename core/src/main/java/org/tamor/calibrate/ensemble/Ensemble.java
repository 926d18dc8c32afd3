package org.tamor.calibrate.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.stats.SystematicResampling;

/// Weighted parameter vectors, such as draws of a posterior distribution.
///
/// @param parameters ids, in the order of each vector
/// @param knowsSentences whether the vectors agree with a study's sentences besides its
///   measurements
public record Ensemble(List<String> parameters, List<Member> members, boolean knowsSentences) {

    /// One vector.
    ///
    /// @param weight 0 or more
    /// @param logPosterior NaN where not known
    /// @param values on the linear scale; treated as read-only
    @SuppressWarnings("ArrayRecordComponent")
    public record Member(double weight, double logPosterior, double[] values) {}

    /// Of vectors that know measurements, or nothing but the prior.
    public Ensemble(List<String> parameters, List<Member> members) {
        this(parameters, members, false);
    }

    public Ensemble {
        parameters = List.copyOf(parameters);
        members = List.copyOf(members);
        if (!(members.stream().mapToDouble(Member::weight).sum() > 0)) {
            throw new IllegalArgumentException("an ensemble needs a positive weight");
        }
    }

    /// The weights, which sum to 1.
    public double[] weights() {
        double[] weights = members.stream().mapToDouble(Member::weight).toArray();
        double total = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }

    /// The values of one member by parameter id.
    public Map<String, Double> values(int member) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            values.put(parameters.get(i), members.get(member).values()[i]);
        }
        return values;
    }

    /// The same vectors, said to know the sentences of a study too.
    public Ensemble knowingSentences() {
        return new Ensemble(parameters, members, true);
    }

    /// The same vectors with other weights.
    public Ensemble reweighted(double[] weights) {
        List<Member> weighted = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            Member member = members.get(i);
            weighted.add(new Member(weights[i], member.logPosterior(), member.values()));
        }
        return new Ensemble(parameters, weighted, knowsSentences);
    }

    /// How many members of equal weight know as much: `(sum w)^2 / sum w^2`.
    public double effectiveSize() {
        return 1 / Arrays.stream(weights()).map(weight -> weight * weight).sum();
    }

    /// So many members with equal weights, by systematic resampling.
    public Ensemble resampled(int count) {
        List<Member> chosen = new ArrayList<>();
        for (int i : SystematicResampling.indices(weights(), count, 0.5)) {
            Member member = members.get(i);
            chosen.add(new Member(1.0 / count, member.logPosterior(), member.values()));
        }
        return new Ensemble(parameters, chosen, knowsSentences);
    }
}
