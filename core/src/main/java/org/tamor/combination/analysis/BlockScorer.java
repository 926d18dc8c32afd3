package org.tamor.combination.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Evaluation;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Status;
import org.tamor.combination.Well;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.GrowthRate;
import org.tamor.combination.inference.ConstantExcess;
import org.tamor.combination.inference.InferenceOptions;
import org.tamor.combination.inference.Interval;
import org.tamor.combination.inference.ScoreIdentity;
import org.tamor.combination.inference.ScoreTable;
import org.tamor.combination.inference.Scorer;
import org.tamor.combination.inference.VarianceModel;
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.combination.surface.Zip;
import org.tamor.failure.BadInputException;

/// Scores a block under every convention.
final class BlockScorer {

    private static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN, 0.95);
    private static final double UNDEFINED_SHARE = 1e-9;

    private final CombinationData data;
    private final AnalysisOptions options;
    private final double unit;
    private final boolean everything;
    private final ConstantExcess primary;

    /// @param unit the response of an untreated well in the units of the data: 1 unless it is a raw
    ///   signal
    /// @param everything whether references beyond the primary are tested by themselves
    BlockScorer(CombinationData data, AnalysisOptions options, double unit, boolean everything) {
        this(
                data,
                options,
                unit,
                everything,
                ConstantExcess.of(
                        data,
                        ReferenceCatalogue.primary(options.primary(), data.scale()).model(),
                        inference(options, FitOptions.standard())));
    }

    private BlockScorer(
            CombinationData data,
            AnalysisOptions options,
            double unit,
            boolean everything,
            ConstantExcess primary) {
        this.data = data;
        this.options = options;
        this.unit = unit;
        this.everything = everything;
        this.primary = primary;
    }

    ConstantExcess primary() {
        return primary;
    }

    private InferenceOptions inference(FitOptions fit) {
        return inference(options, fit);
    }

    private static InferenceOptions inference(AnalysisOptions options, FitOptions fit) {
        return new InferenceOptions(
                1, options.seed(), options.level(), VarianceModel.estimated(), fit);
    }

    /// The primary reference first, then the others. Over three or more biological replicates,
    /// interval and probability are no better than the spread of the replicates allows.
    List<ModelScore> scores() {
        List<CombinationData> replicates =
                data.biologicalReplicates().stream().map(data::ofReplicate).toList();
        if (replicates.size() < ReplicateSpread.LEAST) {
            return plainScores();
        }
        List<List<ModelScore>> single = new ArrayList<>();
        for (CombinationData replicate : replicates) {
            single.add(new BlockScorer(replicate, options, unit, false, primary).means(everything));
        }
        List<ModelScore> widened = new ArrayList<>();
        for (ModelScore score : plainScores()) {
            double[] means =
                    single.stream()
                            .flatMap(List::stream)
                            .filter(own -> own.key().equals(score.key()))
                            .mapToDouble(own -> own.mean().value())
                            .toArray();
            widened.add(ReplicateSpread.widen(score, means));
        }
        return widened;
    }

    /// The scores of a replicate, of which only the means count; growth rates only where they are
    /// wanted of the whole.
    private List<ModelScore> means(boolean rates) {
        List<ModelScore> scores = plainScores();
        if (rates) {
            scores.addAll(growthRates(false));
        }
        return scores;
    }

    private List<ModelScore> plainScores() {
        List<ModelScore> scores = new ArrayList<>();
        ReferenceCatalogue.Entry first =
                ReferenceCatalogue.primary(options.primary(), data.scale());
        scores.add(reference(first, ScoreIdentity.Source.FITTED));
        for (ReferenceCatalogue.Entry entry : ReferenceCatalogue.suiting(data.scale())) {
            if (!entry.key().equals(first.key())) {
                scores.add(reference(entry, ScoreIdentity.Source.FITTED));
            }
        }
        for (ReferenceCatalogue.Entry entry : ReferenceCatalogue.suiting(data.scale())) {
            if (entry.key().equals("bliss") || entry.key().equals("hsa")) {
                scores.add(reference(entry, ScoreIdentity.Source.MEASURED));
            }
        }
        scores.add(zip());
        if (everything) {
            scores.addAll(growthRates(true));
        }
        return scores;
    }

    private ModelScore reference(ReferenceCatalogue.Entry entry, ScoreIdentity.Source source) {
        FitOptions fit = options.fit();
        if (entry.key().equals("gca")) {
            fit = fit.slope(1, 1);
        }
        ReferenceModel model = entry.model();
        ScoreTable table = Scorer.score(data, model, source, ScoreIdentity.Convention.TAMOR, fit);
        boolean fitted = source == ScoreIdentity.Source.FITTED;
        boolean own = entry.tested() && fitted && table.undefinedShare() < UNDEFINED_SHARE;
        String key = fitted ? entry.key() : entry.key() + "-measured";
        String assumption = entry.key().equals("gca") ? "slopes held at 1" : "";
        Evaluation sham =
                fitted
                        ? ShamBias.of(model, table)
                        : Evaluation.undefined(
                                Status.UNDEFINED_MODEL, "interpolated curves have no half dose");
        if (own && entry.key().equals(options.primary())) {
            return tested(key, assumption, model, table, primary, sham);
        }
        if (own && everything) {
            try {
                return tested(
                        key,
                        assumption,
                        model,
                        table,
                        ConstantExcess.of(data, model, inference(fit)),
                        sham);
            } catch (BadInputException undefined) {
                return untested(key, assumption, model.isShamCompliant(), table, sham);
            }
        }
        return untested(key, assumption, model.isShamCompliant(), table, sham);
    }

    private ModelScore tested(
            String key,
            String assumption,
            ReferenceModel model,
            ScoreTable table,
            ConstantExcess test,
            Evaluation sham) {
        return new ModelScore(
                key,
                table.identity(),
                assumption,
                model.isShamCompliant(),
                table,
                scaled(table.mean()),
                test.interval(options.level()),
                ModelScore.Basis.OWN_TEST,
                test.probability(),
                Double.NaN,
                scaled(sham),
                status(table));
    }

    private ModelScore untested(
            String key, String assumption, boolean compliant, ScoreTable table, Evaluation sham) {
        Evaluation mean = scaled(table.mean());
        Interval width = primary.interval(options.level());
        double half = 0.5 * (width.high() - width.low());
        Interval excess =
                mean.isDefined()
                        ? new Interval(
                                mean.value(),
                                mean.value() - half,
                                mean.value() + half,
                                width.level())
                        : NONE;
        return new ModelScore(
                key,
                table.identity(),
                assumption,
                compliant,
                table,
                mean,
                excess,
                mean.isDefined() ? ModelScore.Basis.BORROWED : ModelScore.Basis.NONE,
                Double.NaN,
                Double.NaN,
                scaled(sham),
                status(table));
    }

    private Evaluation scaled(Evaluation value) {
        return value.isDefined()
                ? Evaluation.flagged(value.value() / unit, value.status(), value.reason())
                : value;
    }

    private static String status(ScoreTable table) {
        long missing = table.cells().stream().filter(cell -> !cell.excess().isDefined()).count();
        long flagged =
                table.cells().stream()
                        .filter(
                                cell ->
                                        cell.excess().isDefined()
                                                && cell.excess().status() != Status.OK)
                        .count();
        int all = table.cells().size();
        String text = missing > 0 ? "no value at %d of %d doses".formatted(missing, all) : "";
        if (missing > 0) {
            String reason =
                    table.cells().stream()
                            .filter(cell -> !cell.excess().isDefined())
                            .findFirst()
                            .map(cell -> cell.excess().reason())
                            .orElse("");
            text += ": " + reason;
        }
        if (flagged > 0) {
            text +=
                    (text.isEmpty() ? "" : "; ")
                            + "beyond what the weaker drug reaches at %d of %d doses"
                                    .formatted(flagged, all);
        }
        return text;
    }

    private ModelScore zip() {
        ScoreTable table = Scorer.zip(data, Zip.Variant.FREE_LIMIT, options.fit());
        return untested("zip", "", false, table, ShamBias.of(Bliss.plain(), table));
    }

    /// Bliss on growth rates for control cells that divide once, twice or three times during the
    /// assay, as the share of cells that a growth rate leaves depends on it.
    private List<ModelScore> growthRates(boolean tested) {
        List<ModelScore> scores = new ArrayList<>();
        if (!data.scale().survivorsMultiply()) {
            return scores;
        }
        ReferenceModel model = new Bliss(Bliss.Variant.GROWTH_RATE);
        for (int divisions = 1; divisions <= 3; divisions++) {
            CombinationData rates = growthRates(divisions);
            ScoreTable table = Scorer.score(rates, model);
            String assumption = "control cells divide " + DIVISIONS.get(divisions - 1);
            String key = "bliss-gr-" + divisions;
            ConstantExcess test =
                    tested
                            ? ConstantExcess.of(rates, model, inference(FitOptions.standard()))
                            : primary;
            scores.add(
                    new ModelScore(
                            key,
                            table.identity(),
                            assumption,
                            false,
                            table,
                            table.mean(),
                            test.interval(options.level()),
                            ModelScore.Basis.OWN_TEST,
                            test.probability(),
                            Double.NaN,
                            ShamBias.of(model, table),
                            status(table)));
        }
        return scores;
    }

    private static final List<String> DIVISIONS = List.of("once", "twice", "three times");

    private CombinationData growthRates(int divisions) {
        double control = unit;
        List<Well> wells = new ArrayList<>();
        for (Well well : data.wells()) {
            double viability = data.scale().canonical(well.response()) / control;
            double rate =
                    viability > 0 ? GrowthRate.ofViability(viability, divisions, 1).value() : -1;
            wells.add(
                    new Well(
                            well.doses(),
                            rate,
                            well.plate(),
                            well.biologicalReplicate(),
                            well.role()));
        }
        return CombinationData.of(data.drugs(), ResponseScale.GROWTH_RATE, wells);
    }
}
