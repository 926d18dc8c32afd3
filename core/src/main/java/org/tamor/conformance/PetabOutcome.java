package org.tamor.conformance;

import java.util.List;

/// How a PEtab problem ended.
///
/// @param reason why it did not pass; "" where it did
/// @param note what else is worth telling; "" for nothing
public record PetabOutcome(
        String name, CaseOutcome.Status status, String reason, String note, double seconds) {

    static PetabOutcome passed(String name, long since) {
        return new PetabOutcome(name, CaseOutcome.Status.PASSED, "", "", seconds(since));
    }

    static PetabOutcome passed(String name, String note, long since) {
        return new PetabOutcome(name, CaseOutcome.Status.PASSED, "", note, seconds(since));
    }

    static PetabOutcome failed(String name, String reason, long since) {
        return new PetabOutcome(name, CaseOutcome.Status.FAILED, reason, "", seconds(since));
    }

    static PetabOutcome skipped(String name, String reason, long since) {
        return new PetabOutcome(name, CaseOutcome.Status.SKIPPED, reason, "", seconds(since));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    /// `N passed, N failed, N skipped`.
    public static String summary(List<PetabOutcome> outcomes) {
        return count(outcomes, CaseOutcome.Status.PASSED)
                + " passed, "
                + count(outcomes, CaseOutcome.Status.FAILED)
                + " failed, "
                + count(outcomes, CaseOutcome.Status.SKIPPED)
                + " skipped";
    }

    private static long count(List<PetabOutcome> outcomes, CaseOutcome.Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }
}
