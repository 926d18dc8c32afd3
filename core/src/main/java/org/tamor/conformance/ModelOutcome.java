package org.tamor.conformance;

import java.util.List;

/// How a model of a collection fared.
///
/// @param name the file's name
/// @param states the number of integrated quantities; 0 where it was not compiled
/// @param reason why it was not simulated, or what is to be said of the simulation; "" for nothing
public record ModelOutcome(String name, CaseOutcome.Status status, int states, String reason) {

    /// The model was simulated.
    static ModelOutcome passed(String name, int states, String remark) {
        return new ModelOutcome(name, CaseOutcome.Status.PASSED, states, remark);
    }

    static ModelOutcome failed(String name, int states, String reason) {
        return new ModelOutcome(name, CaseOutcome.Status.FAILED, states, reason);
    }

    /// The model was refused, with a reason.
    static ModelOutcome refused(String name, String reason) {
        return new ModelOutcome(name, CaseOutcome.Status.SKIPPED, 0, reason);
    }

    /// How many ended so.
    public static long count(List<ModelOutcome> outcomes, CaseOutcome.Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    /// `N passed, N failed, N skipped`.
    public static String summary(List<ModelOutcome> outcomes) {
        return count(outcomes, CaseOutcome.Status.PASSED)
                + " passed, "
                + count(outcomes, CaseOutcome.Status.FAILED)
                + " failed, "
                + count(outcomes, CaseOutcome.Status.SKIPPED)
                + " skipped";
    }
}
