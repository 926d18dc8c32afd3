package org.tamor.stats;

import java.util.SplittableRandom;

/// Derives independent seeds from a seed, the number of a member and a name.
public final class Seeds {

    private Seeds() {}

    /// Finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection that scatters
    /// neighbours.
    public static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// The seed of one member.
    public static long ofMember(long seed, long member) {
        return mix(mix(seed) + member);
    }

    /// A number strictly between 0 and 1 that depends on seed, member and name only.
    public static double uniform(long seed, long member, String name) {
        long mixed = mix(ofMember(seed, member) + hash(name));
        return Math.max(new SplittableRandom(mixed).nextDouble(), Double.MIN_NORMAL);
    }

    /// FNV-1a of the UTF-16 units.
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
