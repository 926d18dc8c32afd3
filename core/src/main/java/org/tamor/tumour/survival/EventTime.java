package org.tamor.tumour.survival;

/// A time to an event, or the time up to which there was none.
///
/// @param time days, 0 or more
/// @param event false where the animal left before it (censored)
public record EventTime(double time, boolean event) {

    public EventTime {
        if (!(time >= 0)) {
            throw new IllegalArgumentException("time " + time);
        }
    }
}
