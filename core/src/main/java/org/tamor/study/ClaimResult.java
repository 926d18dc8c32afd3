package org.tamor.study;

import java.util.Optional;
import java.util.OptionalDouble;

/// A claim and its verdict.
///
/// @param value of the claim's expression; empty where it could not be computed
/// @param margin the distance to the nearer limit, positive inside; empty where there is no limit
///   or no value
/// @param explanation why the claim fails or is undecided, and notes on the value; "" where nothing
///   is to be said
/// @param spread how the claim fares over draws of the uncertain parameters; empty where no draws
///   were run
public record ClaimResult(
        Claim claim,
        Verdict verdict,
        OptionalDouble value,
        OptionalDouble margin,
        String explanation,
        Optional<ClaimSpread> spread) {

    /// How a claim fares over draws of the uncertain parameters.
    ///
    /// @param draws how many were run
    /// @param decided in how many of them the claim could be decided
    /// @param holds in how many it held
    /// @param low the 5th percentile of the value; empty where there were too few values
    /// @param median the 50th percentile
    /// @param high the 95th percentile
    /// @param holdsFraction the share of the draws, or of the weight of an ensemble, with which the
    ///   claim held; a draw that could not be decided counts as not holding
    /// @param givenSentences the same where the sentences of the study count as evidence; empty
    ///   where they do not
    public record ClaimSpread(
            int draws,
            int decided,
            int holds,
            OptionalDouble low,
            OptionalDouble median,
            OptionalDouble high,
            double holdsFraction,
            Optional<GivenSentences> givenSentences) {}

    /// The probability of a claim where, beside the measurements, sentences that were read count as
    /// evidence.
    ///
    /// @param all where all of them do, the claim's own included: of a claim that is itself such a
    ///   sentence this is no prediction
    /// @param others where all but the claim's own do
    /// @param effective how many vectors of equal weight know as much as those of others
    public record GivenSentences(double all, double others, double effective) {}
}
