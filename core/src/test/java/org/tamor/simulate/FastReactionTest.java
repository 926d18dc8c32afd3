package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.SbmlTexts.apply;
import static org.tamor.simulate.SbmlTexts.list;
import static org.tamor.simulate.SbmlTexts.math;
import static org.tamor.simulate.SbmlTexts.name;
import static org.tamor.simulate.SbmlTexts.number;
import static org.tamor.simulate.SbmlTexts.reaction;
import static org.tamor.simulate.SbmlTexts.species;
import static org.tamor.simulate.SbmlTexts.time;

import org.junit.jupiter.api.Test;

class FastReactionTest {

    private static final String COMPARTMENT =
            list(
                    "Compartments",
                    "<compartment id='c' spatialDimensions='3' size='1' constant='true'/>");

    /// A <-> B at once with B = 2 A, and B -> C with rate constant 1: the pool A + B decays at rate
    /// 2/3. At time 1 an event adds 3 to A.
    @Test
    void poolInEquilibriumDecaysByTheShareThatReacts() {
        String event =
                "<event useValuesFromTriggerTime='true'>"
                        + "<trigger initialValue='true' persistent='true'>"
                        + math(apply("geq", time(), number(1)))
                        + "</trigger>"
                        + list(
                                "EventAssignments",
                                "<eventAssignment variable='A'>"
                                        + math(apply("plus", name("A"), number(3)))
                                        + "</eventAssignment>")
                        + "</event>";
        Simulator simulator =
                SbmlTexts.compile(
                        COMPARTMENT
                                + list("Species", species("A", 3), species("B", 0), species("C", 0))
                                + list(
                                        "Reactions",
                                        reaction(
                                                "F",
                                                true,
                                                "A",
                                                "B",
                                                apply(
                                                        "minus",
                                                        apply("times", number(2), name("A")),
                                                        name("B"))),
                                        reaction("J", false, "B", "C", name("B")))
                                + list("Events", event),
                        "A",
                        "B",
                        "C");
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 0.5, 1, 2);
        double half = 3 * Math.exp(-1.0 / 3);
        double one = 3 * Math.exp(-2.0 / 3) + 3;
        double two = one * Math.exp(-2.0 / 3);
        double[] pool = {3, half, one, two};
        for (int k = 0; k < pool.length; k++) {
            assertThat(course.of("A")[k]).isCloseTo(pool[k] / 3, within(1e-7));
            assertThat(course.of("B")[k]).isCloseTo(2 * pool[k] / 3, within(1e-7));
        }
        assertThat(course.of("C")[3]).isCloseTo(6 - two, within(1e-7));
    }

    /// A -> B and B -> A as two fast reactions at rates 2 A and B: B = 2 A, and the pool decays as
    /// above.
    @Test
    void twoDirectionsWrittenApartAreOneEquilibrium() {
        Simulator simulator =
                SbmlTexts.compile(
                        COMPARTMENT
                                + list("Species", species("A", 3), species("B", 0), species("C", 0))
                                + list(
                                        "Reactions",
                                        reaction(
                                                "there",
                                                true,
                                                "A",
                                                "B",
                                                apply("times", number(2), name("A"))),
                                        reaction("back", true, "B", "A", name("B")),
                                        reaction("J", false, "B", "C", name("B"))),
                        "A",
                        "B",
                        "C");
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 2);
        double two = 3 * Math.exp(-4.0 / 3);
        assertThat(course.of("A")[0]).isCloseTo(1, within(1e-12));
        assertThat(course.of("A")[1]).isCloseTo(two / 3, within(1e-7));
        assertThat(course.of("B")[1]).isCloseTo(2 * two / 3, within(1e-7));
        assertThat(course.of("C")[1]).isCloseTo(3 - two, within(1e-7));
    }

    /// A -> B -> C -> A at rates A, 2 B and 4 C: the flux of the cycle is the same through each, so
    /// A : B : C = 4 : 2 : 1.
    @Test
    void aCycleThatGoesOnKeepsItsShares() {
        Simulator simulator =
                SbmlTexts.compile(
                        COMPARTMENT
                                + list("Species", species("A", 7), species("B", 0), species("C", 0))
                                + list(
                                        "Reactions",
                                        reaction("r1", true, "A", "B", name("A")),
                                        reaction(
                                                "r2",
                                                true,
                                                "B",
                                                "C",
                                                apply("times", number(2), name("B"))),
                                        reaction(
                                                "r3",
                                                true,
                                                "C",
                                                "A",
                                                apply("times", number(4), name("C")))),
                        "A",
                        "B",
                        "C");
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 1);
        for (int k = 0; k < 2; k++) {
            assertThat(course.of("A")[k]).isCloseTo(4, within(1e-9));
            assertThat(course.of("B")[k]).isCloseTo(2, within(1e-9));
            assertThat(course.of("C")[k]).isCloseTo(1, within(1e-9));
        }
    }

    /// `-A B` drives A -> B backwards until B is used up; A = 0 is an equilibrium too, but not the
    /// one the reaction runs to.
    @Test
    void reachesTheEquilibriumToWhichTheReactionRuns() {
        Simulator simulator =
                SbmlTexts.compile(
                        COMPARTMENT
                                + list("Species", species("A", 5), species("B", 4))
                                + list(
                                        "Reactions",
                                        reaction(
                                                "F",
                                                true,
                                                "A",
                                                "B",
                                                apply(
                                                        "times",
                                                        number(-1),
                                                        name("A"),
                                                        name("B")))),
                        "A",
                        "B");
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 1);
        assertThat(course.of("A")).containsExactly(new double[] {9, 9}, within(1e-9));
        assertThat(course.of("B")).containsExactly(new double[] {0, 0}, within(1e-9));
    }
}
