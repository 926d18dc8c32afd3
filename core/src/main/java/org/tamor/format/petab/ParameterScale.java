package org.tamor.format.petab;

/// The scale on which an optimiser moves a parameter. All values in records are on the linear one.
public enum ParameterScale {
    LINEAR("lin"),
    NATURAL_LOGARITHM("log"),
    COMMON_LOGARITHM("log10");

    private final String label;

    ParameterScale(String label) {
        this.label = label;
    }

    /// The name that version 1 files use.
    public String label() {
        return label;
    }

    /// A value of the linear scale on this one.
    public double scale(double value) {
        return switch (this) {
            case LINEAR -> value;
            case NATURAL_LOGARITHM -> Math.log(value);
            case COMMON_LOGARITHM -> Math.log10(value);
        };
    }
}
