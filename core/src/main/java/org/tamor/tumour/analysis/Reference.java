package org.tamor.tumour.analysis;

import java.util.Locale;

/// What growth is expected of a combination whose drugs do not interact.
public enum Reference {
    /// Effects on the growth rate add: `b_AB = b_A + b_B - b_C`, the survivals of cells multiply.
    BLISS("Bliss"),
    /// The combination does as the stronger drug alone: `b_AB = min(b_A, b_B)`.
    HSA("HSA"),
    /// Effects on the volume add: the areas under `e^(b t)` obey `AB = A + B - C`.
    RESPONSE_ADDITIVITY("response additivity");

    private final String text;

    Reference(String text) {
        this.text = text;
    }

    /// The name for a reader.
    public String text() {
        return text;
    }

    /// The name in commands: `bliss`, `hsa`, `response-additivity`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
