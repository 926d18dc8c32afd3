package org.tamor.format.plate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tamor.combination.ResponseScale;

/// The names of response scales in recipes and messages: `viability-percent`.
final class ScaleNames {

    private ScaleNames() {}

    static String of(ResponseScale scale) {
        return scale.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String all() {
        return Arrays.stream(ResponseScale.values())
                .map(ScaleNames::of)
                .collect(Collectors.joining(", "));
    }
}
