package org.tamor.tumour.analysis;

import java.util.List;
import java.util.Optional;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.growth.GrowthLawFit;
import org.tamor.tumour.metrics.AnimalResponse;
import org.tamor.tumour.metrics.DaySummary;
import org.tamor.tumour.metrics.Inhibition;
import org.tamor.tumour.mixed.GrowthModel;
import org.tamor.tumour.survival.LogRank;

/// Everything that is said of a study.
///
/// @param model growth of all arms over the days of their rates; empty where it cannot be fitted,
///   then `notes` say why
/// @param rates of the arms; empty likewise
/// @param allArms log-rank test of all arms together
/// @param laws of each arm, the most probable first
/// @param interactions one for each combination that could be analysed
/// @param notes what could not be computed, and why
public record TumourAnalysis(
        TumourStudy study,
        String control,
        TumourOptions options,
        List<DaySummary> days,
        List<AnimalResponse> responses,
        List<Inhibition> inhibitions,
        List<ArmProgression> progression,
        LogRank allArms,
        Optional<GrowthModel> model,
        List<ArmRate> rates,
        List<List<GrowthLawFit>> laws,
        List<DropOut> dropOut,
        List<InteractionAnalysis> interactions,
        List<String> notes) {

    public TumourAnalysis {
        days = List.copyOf(days);
        responses = List.copyOf(responses);
        inhibitions = List.copyOf(inhibitions);
        progression = List.copyOf(progression);
        rates = List.copyOf(rates);
        laws = List.copyOf(laws);
        dropOut = List.copyOf(dropOut);
        interactions = List.copyOf(interactions);
        notes = List.copyOf(notes);
    }

    /// What an arm's growth is best described by, in a sentence.
    public static String lawSentence(List<GrowthLawFit> fits) {
        GrowthLawFit best = fits.getFirst();
        if (!best.criterion().isDefined()) {
            return best.arm() + ": no law can be compared, " + best.criterion().reason() + ".";
        }
        List<String> rivals =
                fits.stream()
                        .skip(1)
                        .filter(fit -> fit.criterion().isDefined())
                        .filter(fit -> fit.criterion().value() - best.criterion().value() < 2)
                        .map(fit -> fit.law().text())
                        .toList();
        return best.arm()
                + ": "
                + best.law().text()
                + " growth describes it best"
                + (rivals.isEmpty()
                        ? "."
                        : "; " + Wording.list(rivals) + " not told apart (AICc within 2).");
    }
}
