package org.tamor.study;

/// How well the total of a moiety is accounted for over a run.
///
/// @param error the largest |total(t) - (total(0) + made - lost + added by interventions)| over the output times, as a
///     fraction of the largest total
/// @param explanation why it could not be checked; "" otherwise
public record MoietyBalance(
        String moiety, String experiment, double initial, double last, double error, String explanation) {}
