package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The results as comma-separated text.
public final class SampleTables {

    private SampleTables() {}

    /// `chain`, `draw` (both from 1), `converged`, `logPosterior`, `logLikelihood` and a column for
    /// each parameter, on the linear scale.
    public static String draws(
            PosteriorSample sample, PetabPosterior posterior, boolean converged) {
        StringBuilder text = new StringBuilder("chain,draw,converged,logPosterior,logLikelihood");
        posterior.ids().forEach(id -> text.append(',').append(id));
        text.append('\n');
        for (int c = 0; c < sample.chains().size(); c++) {
            List<PosteriorSample.Draw> chain = sample.chains().get(c);
            for (int k = 0; k < chain.size(); k++) {
                PosteriorSample.Draw draw = chain.get(k);
                text.append(c + 1).append(',').append(k + 1).append(',').append(converged);
                text.append(',')
                        .append(posterior.logPosterior(draw.position(), draw.logLikelihood()))
                        .append(',')
                        .append(draw.logLikelihood());
                for (int i = 0; i < draw.position().length; i++) {
                    text.append(',')
                            .append(posterior.coordinates().get(i).linear(draw.position()[i]));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    /// One row for each parameter. How well it is identified is said only where all chains
    /// converged.
    public static String summary(PosteriorSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "parameterId,mean,median,q05,q95,rHat,essBulk,essTail,prior05,prior95,contraction,"
                        + "identification,converged");
        for (ParameterSummary one : summary.parameters()) {
            lines.add(
                    String.join(
                            ",",
                            one.id(),
                            Double.toString(one.mean()),
                            Double.toString(one.median()),
                            Double.toString(one.low()),
                            Double.toString(one.high()),
                            Double.toString(one.rHat()),
                            Double.toString(one.bulkSize()),
                            Double.toString(one.tailSize()),
                            text(one.priorLow()),
                            text(one.priorHigh()),
                            text(one.contraction()),
                            summary.converged() ? one.identification().label() : "not converged",
                            Boolean.toString(!summary.faults().containsKey(one.id()))));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }
}
