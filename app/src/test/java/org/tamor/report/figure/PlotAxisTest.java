package org.tamor.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlotAxisTest {

    @Test
    void spansWholeDecades() {
        PlotAxis axis = PlotAxis.decades("cells", 2.5e4, 8e6);
        assertThat(axis.min()).isCloseTo(1e4, within(1e-8));
        assertThat(axis.max()).isCloseTo(1e7, within(1e-5));
        assertThat(axis.fraction(1e4 * Math.sqrt(1000))).isCloseTo(0.5, within(1e-12));
        PlotAxis single = PlotAxis.decades("cells", 100, 100);
        assertThat(single.max() / single.min()).isCloseTo(10, within(1e-9));
    }

    @Test
    void endsOnRoundSteps() {
        PlotAxis axis = PlotAxis.round("fold", 0, 7.3);
        assertThat(axis.min()).isZero();
        assertThat(axis.max()).isEqualTo(8);
        assertThat(axis.interval()).isEqualTo(2);
        assertThat(PlotAxis.round("GR", -0.13, 1).min()).isEqualTo(-0.25);
    }

    @Test
    void countsDaysInWeeksWhereThereAreMany() {
        assertThat(PlotAxis.days(0, 5).interval()).isEqualTo(1);
        assertThat(PlotAxis.days(0, 21).interval()).isEqualTo(7);
        assertThat(PlotAxis.days(0, 20).max()).isEqualTo(21);
    }

    @Test
    void holdsWhatCanBeDrawn() {
        PlotAxis axis = PlotAxis.decades("dose", 1, 100);
        assertThat(axis.holds(100)).isTrue();
        assertThat(axis.holds(101)).isFalse();
        assertThat(axis.holds(0)).isFalse();
    }
}
