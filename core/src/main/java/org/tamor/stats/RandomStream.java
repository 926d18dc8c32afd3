package org.tamor.stats;

import java.util.random.RandomGenerator;

/// The stream of random numbers of one member of an ensemble: the generator L64X128Mix.
///
/// A linear congruential generator of 64 bits and the linear generator xoroshiro128 are advanced
/// together and their sum is mixed (Steele and Vigna, "LXM: better splittable pseudorandom number
/// generators", Proc. ACM Program. Lang. 5 (2021) OOPSLA, 148). The period is 2^192 - 2^64; the
/// additive constant of the congruential part differs from member to member, so that streams do not
/// overlap. Exponential and normal numbers come from the ziggurat methods of [RandomGenerator].
public final class RandomStream implements RandomGenerator {

    private static final long MULTIPLIER = 0xD1342543DE82EF95L;

    private final long increment;
    private long congruential;
    private long low;
    private long high;

    private RandomStream(long seed) {
        increment = Seeds.mix(seed) | 1;
        congruential = Seeds.mix(seed + 1);
        low = Seeds.mix(seed + 2);
        high = Seeds.mix(seed + 3);
        if ((low | high) == 0) {
            low = 0x9E3779B97F4A7C15L;
        }
    }

    /// The stream of one member under a seed.
    public static RandomStream of(long seed, long member) {
        return new RandomStream(Seeds.ofMember(seed, member));
    }

    @Override
    public long nextLong() {
        long result = mixed(congruential + low);
        congruential = MULTIPLIER * congruential + increment;
        long x = high ^ low;
        low = Long.rotateLeft(low, 24) ^ x ^ (x << 16);
        high = Long.rotateLeft(x, 37);
        return result;
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 32)) * 0xDABA0B6EB09322E3L;
        z = (z ^ (z >>> 32)) * 0xDABA0B6EB09322E3L;
        return z ^ (z >>> 32);
    }

    /// A number uniform in (0, 1).
    public double nextOpenDouble() {
        return ((nextLong() >>> 12) + 0.5) * 0x1p-52;
    }
}
