package org.tamor.cohort.protocol;

import java.util.List;
import java.util.Optional;
import org.tamor.failure.Location;

/// What is asked of the constant exposures to two drugs that stop a tumour.
///
/// @param protocol of the virtual study whose tumours and arms are used
/// @param target net growth rate of the tumour, per day; 0 for a tumour that stands still
/// @param from day after the start of treatment from which the net rate counts
/// @param to day up to which it counts, and over which the arms' exposures are averaged
/// @param points levels of each drug, besides 0
/// @param unit of all concentrations
public record ExposurePlan(
        String file,
        String title,
        Protocol protocol,
        double target,
        double from,
        double to,
        int points,
        String unit,
        Drug first,
        Drug second,
        List<People> people) {

    public ExposurePlan {
        people = List.copyOf(people);
    }

    /// Both drugs.
    public List<Drug> drugs() {
        return List.of(first, second);
    }

    /// With another target.
    public ExposurePlan withTarget(double other) {
        return new ExposurePlan(
                file, title, protocol, other, from, to, points, unit, first, second, people);
    }

    /// A drug whose level is held constant.
    ///
    /// @param arm of the protocol that gives it alone; several substances are held in the
    ///   proportion that they have there on average
    /// @param range smallest and largest free level; empty for a hundredth and a hundred times what
    ///   the arm reaches on average
    public record Drug(
            String name,
            String arm,
            List<Substance> substances,
            Optional<Range> range,
            Location location) {

        public Drug {
            substances = List.copyOf(substances);
        }
    }

    /// A quantity of the model that is held: a species, a parameter or a variable.
    ///
    /// @param free the share of it that is free, a number or a formula of the model's parameters
    public record Substance(String quantity, String free) {}

    /// From the smallest to the largest free level, both above 0.
    public record Range(double smallest, double largest) {}

    /// People who are given drugs.
    ///
    /// @param courses whose exposures add up
    public record People(String name, List<Course> courses, Location location) {

        public People {
            courses = List.copyOf(courses);
        }
    }

    /// An experiment of the study that gives a drug to people.
    ///
    /// @param from hour from which its exposure is averaged
    /// @param to hour up to which
    /// @param every hours by which the area under the curve is divided; `to - from`, or the
    ///   interval between doses where the experiment follows a single one to its end
    public record Course(String experiment, double from, double to, double every) {}
}
