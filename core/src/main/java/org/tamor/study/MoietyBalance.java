package org.tamor.study;

import java.util.List;

/// How well the total of a moiety is accounted for over a run.
///
/// @param error the largest |total(t) - (total(0) + made - lost + added by interventions)| over the
///   output times, as a fraction of the largest total
/// @param makers ids of the reactions that make the moiety
/// @param losers ids of the reactions that lose it
/// @param explanation why it could not be checked; "" otherwise
public record MoietyBalance(
        String moiety,
        String experiment,
        double initial,
        double last,
        double error,
        List<String> makers,
        List<String> losers,
        String explanation) {

    public MoietyBalance {
        makers = List.copyOf(makers);
        losers = List.copyOf(losers);
    }
}
