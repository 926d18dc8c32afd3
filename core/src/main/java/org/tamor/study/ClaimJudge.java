package org.tamor.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Decides claims. A claim holds where its value lies within the limits and what it requires is
/// true.
final class ClaimJudge {

    private final Study study;
    private final List<Case> cases = new ArrayList<>();

    ClaimJudge(Study study) {
        this(study, study.claims());
    }

    /// Decides some of the claims only.
    ClaimJudge(Study study, List<Claim> claims) {
        this.study = study;
        for (Claim claim : claims) {
            cases.add(
                    new Case(
                            claim,
                            ClaimExpression.parse(
                                    claim.expression(),
                                    claim.location().withElement("expression"),
                                    study),
                            claim.requires().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(
                                            ClaimExpression.parse(
                                                    claim.requires(),
                                                    claim.location().withElement("requires"),
                                                    study))));
        }
    }

    /// A claim with its parsed expressions.
    record Case(Claim claim, ClaimExpression expression, Optional<ClaimExpression> requirement) {}

    List<Case> cases() {
        return List.copyOf(cases);
    }

    /// The verdicts on one set of runs, in the order of the claims.
    List<ClaimResult> judge(Readings readings) {
        return cases.stream().map(one -> judge(one, readings)).toList();
    }

    /// Whether the further condition of each claim is true; true where there is none, false where
    /// it cannot be decided.
    List<Boolean> required(Readings readings) {
        return cases.stream().map(one -> required(one, readings)).toList();
    }

    private boolean required(Case one, Readings readings) {
        try {
            return one.requirement().isEmpty()
                    || one.requirement().get().evaluate(new ClaimFunctions(study, readings)) != 0;
        } catch (Undecided e) {
            return false;
        }
    }

    private ClaimResult judge(Case one, Readings readings) {
        Claim claim = one.claim();
        ClaimFunctions functions = new ClaimFunctions(study, readings);
        double value;
        try {
            value = one.expression().evaluate(functions);
        } catch (Undecided e) {
            return result(
                    claim,
                    Verdict.UNDECIDED,
                    OptionalDouble.empty(),
                    join(e.reason(), functions.notes()));
        }
        boolean truth = one.expression().isTruth();
        String outside = truth && value == 0 ? "the comparison is false" : outside(claim, value);
        String requirement = "";
        try {
            if (one.requirement().isPresent() && one.requirement().get().evaluate(functions) == 0) {
                requirement = "it requires " + claim.requires() + ", which is false";
            }
        } catch (Undecided e) {
            if (outside.isEmpty()) {
                String reason = "what it requires cannot be decided: " + e.reason();
                return result(
                        claim,
                        Verdict.UNDECIDED,
                        OptionalDouble.of(value),
                        join(reason, functions.notes()));
            }
        }
        String reason =
                outside.isEmpty() || requirement.isEmpty()
                        ? outside + requirement
                        : outside + "; " + requirement;
        return result(
                claim,
                reason.isEmpty() ? Verdict.HOLDS : Verdict.FAILS,
                OptionalDouble.of(value),
                join(reason, functions.notes()));
    }

    private static String outside(Claim claim, double value) {
        if (claim.lower().isPresent() && value < claim.lower().getAsDouble()) {
            return "the value is below " + claim.lower().getAsDouble();
        }
        if (claim.upper().isPresent() && value > claim.upper().getAsDouble()) {
            return "the value is above " + claim.upper().getAsDouble();
        }
        return "";
    }

    private static String join(String reason, List<String> notes) {
        List<String> parts = new ArrayList<>();
        if (!reason.isEmpty()) {
            parts.add(reason);
        }
        parts.addAll(notes);
        return String.join("; ", parts);
    }

    private static ClaimResult result(
            Claim claim, Verdict verdict, OptionalDouble value, String explanation) {
        OptionalDouble margin =
                value.isPresent() ? margin(claim, value.getAsDouble()) : OptionalDouble.empty();
        return new ClaimResult(claim, verdict, value, margin, explanation, Optional.empty());
    }

    /// min(value - lower, upper - value); empty where neither limit is given.
    static OptionalDouble margin(Claim claim, double value) {
        double below =
                claim.lower().isPresent()
                        ? value - claim.lower().getAsDouble()
                        : Double.POSITIVE_INFINITY;
        double above =
                claim.upper().isPresent()
                        ? claim.upper().getAsDouble() - value
                        : Double.POSITIVE_INFINITY;
        double margin = Math.min(below, above);
        return Double.isInfinite(margin) ? OptionalDouble.empty() : OptionalDouble.of(margin);
    }
}
