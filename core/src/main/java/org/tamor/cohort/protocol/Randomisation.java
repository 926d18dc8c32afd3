package org.tamor.cohort.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How tumours come into the arms.
///
/// @param engrafted how many tumours are engrafted; those that are not needed are left out
/// @param days after engraftment on which tumours are measured until they are allotted
/// @param volume mm3 that starts the allotment
/// @param smallest mm3 below which a tumour is not allotted
/// @param largest mm3 above which a tumour is not allotted
public record Randomisation(
        int engrafted,
        List<Double> days,
        Rule rule,
        double volume,
        double smallest,
        double largest,
        Method method) {

    public Randomisation {
        days = List.copyOf(days);
    }

    /// When a tumour is allotted and its treatment starts.
    public enum Rule {
        /// All on the first day on which the mean of the measured volumes has reached the volume.
        MEAN,
        /// Each on the first day on which its own measured volume has.
        EACH
    }

    /// By what chance.
    public enum Method {
        /// Any tumour into any place.
        SIMPLE,
        /// Every arm gets tumours from all sizes; with `each`, from all days of allotment.
        STRATIFIED
    }

    /// The name in a protocol.
    public static String key(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> choice(E[] choices, String key) {
        return Arrays.stream(choices).filter(one -> key(one).equals(key)).findFirst();
    }
}
