package org.tamor.conformance;

/// How a stochastic case ended.
///
/// @param points the number of comparisons made
/// @param meansOutside how many means lay outside the case's `meanRange`
/// @param deviationsOutside how many standard deviations lay outside its `sdRange`
/// @param worst the point farthest outside its range, in words; "" where none is
/// @param refusal why there is no result; "" where there is one
public record StochasticCaseOutcome(
        String number,
        int points,
        int meansOutside,
        int deviationsOutside,
        String worst,
        String refusal,
        double seconds) {

    /// What the suite's documentation allows a correct simulator in one test by chance: "Z or Y
    /// failing 0-1 times per test is great, and failing 2-3 times should probably be checked".
    public static final int ALLOWED_OUTSIDE = 3;

    /// Up to here a failure needs no look.
    public static final int EXPECTED_OUTSIDE = 1;

    /// Whether no more means and no more standard deviations lie outside than the suite allows.
    public boolean passed() {
        return isWithin(ALLOWED_OUTSIDE);
    }

    /// Whether at most so many means and at most so many standard deviations lie outside.
    public boolean isWithin(int count) {
        return refusal.isEmpty()
                && points > 0
                && meansOutside <= count
                && deviationsOutside <= count;
    }
}
