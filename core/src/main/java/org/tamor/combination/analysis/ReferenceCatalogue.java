package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.BraidAdditivity;
import org.tamor.combination.surface.ConcentrationAddition;
import org.tamor.combination.surface.ExplicitMean;
import org.tamor.combination.surface.HighestSingleAgent;
import org.tamor.combination.surface.HillSurface;
import org.tamor.combination.surface.Loewe;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.combination.surface.ResponseAdditivity;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// The references by the short names that a command line takes, and which of them suit a scale.
public final class ReferenceCatalogue {

    /// A reference with its short name.
    ///
    /// @param tested whether the primary test is also made against it: it has a value at all doses
    public record Entry(String key, ReferenceModel model, boolean tested) {}

    private ReferenceCatalogue() {}

    /// All references that mean something on a scale, the scale's own form of Bliss first.
    ///
    /// Response additivity is there only for scales on which no effect saturates (growth rates,
    /// logarithms).
    public static List<Entry> suiting(ResponseScale scale) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("bliss", bliss(scale), true));
        entries.add(new Entry("hsa", new HighestSingleAgent(), true));
        if (scale.survivorsMultiply()) {
            entries.add(new Entry("bliss-range", new Bliss(Bliss.Variant.RANGE_SCALED), true));
        } else if (scale != ResponseScale.GROWTH_RATE && scale != ResponseScale.GROWTH_PERCENT) {
            entries.add(new Entry("response-additivity", new ResponseAdditivity(), true));
        }
        entries.add(loewe("loewe", Loewe.Ceiling.INFINITE_DOSE, true));
        entries.add(loewe("loewe-generalised", Loewe.Ceiling.GENERALISED, true));
        entries.add(loewe("loewe-strongest", Loewe.Ceiling.STRONGEST_SINGLE, false));
        entries.add(loewe("loewe-weaker", Loewe.Ceiling.WEAKER_LIMIT, false));
        entries.add(loewe("loewe-undefined", Loewe.Ceiling.UNDEFINED, false));
        entries.add(loewe("loewe-grid", Loewe.Ceiling.GRID_OF_100, false));
        entries.add(new Entry("hill-pde", new HillSurface(), true));
        entries.add(new Entry("braid", new BraidAdditivity(), true));
        entries.add(new Entry("explicit-mean", new ExplicitMean(), false));
        entries.add(new Entry("gca", new ConcentrationAddition(), true));
        return List.copyOf(entries);
    }

    private static Entry loewe(String key, Loewe.Ceiling ceiling, boolean tested) {
        return new Entry(key, new Loewe(ceiling), tested);
    }

    private static Bliss bliss(ResponseScale scale) {
        return new Bliss(
                switch (scale) {
                    case GROWTH_RATE -> Bliss.Variant.GROWTH_RATE;
                    case GROWTH_PERCENT -> Bliss.Variant.NCI_ALMANAC;
                    case PROLIFERATION_RATE, LOG_FOLD -> Bliss.Variant.PROLIFERATION_RATE;
                    default -> Bliss.Variant.PLAIN;
                });
    }

    /// The reference of a short name on a scale.
    ///
    /// @throws BadInputException `combination.primary` where there is none, or where it can't be
    ///   tested because it may have no value at some doses
    public static Entry primary(String key, ResponseScale scale) {
        List<Entry> testable = suiting(scale).stream().filter(Entry::tested).toList();
        return testable.stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadInputException(
                                        "combination.primary",
                                        Location.UNKNOWN,
                                        "'%s' is no primary reference for data on the scale %s; choose one of %s"
                                                .formatted(
                                                        key,
                                                        scale,
                                                        testable.stream()
                                                                .map(Entry::key)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }
}
