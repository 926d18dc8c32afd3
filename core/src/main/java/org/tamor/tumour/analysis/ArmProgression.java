package org.tamor.tumour.analysis;

import java.util.List;
import java.util.Optional;
import org.tamor.tumour.survival.EventTime;
import org.tamor.tumour.survival.HazardRatio;
import org.tamor.tumour.survival.KaplanMeier;
import org.tamor.tumour.survival.LogRank;

/// Times to progression of one arm.
///
/// @param times in the order of the animals
/// @param versusControl log-rank test against the control; empty for the control
/// @param hazardRatio against the control; empty for the control
public record ArmProgression(
        String arm,
        List<EventTime> times,
        KaplanMeier curve,
        Optional<LogRank> versusControl,
        Optional<HazardRatio> hazardRatio) {

    public ArmProgression {
        times = List.copyOf(times);
    }

    /// How many animals progressed.
    public long events() {
        return times.stream().filter(EventTime::event).count();
    }
}
