package org.tamor.tumour;

/// A tumour volume of one animal.
///
/// @param day from the start of treatment
/// @param volume mm3, 0 or more; 0 is a tumour that could not be felt
/// @param weight of the body in g; NaN where none was taken
public record VolumeReading(double day, double volume, double weight) {

    public VolumeReading {
        if (!Double.isFinite(day) || !(volume >= 0) || Double.isInfinite(volume)) {
            throw new IllegalArgumentException("volume " + volume + " on day " + day);
        }
    }
}
