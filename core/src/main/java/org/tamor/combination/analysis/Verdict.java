package org.tamor.combination.analysis;

import java.util.List;

/// What can be said of a block, and what it depends on.
///
/// @param headline one sentence
/// @param synergy names of the conventions that call it synergy
/// @param antagonism likewise
/// @param neither likewise
/// @param undefined conventions without a value
/// @param flips on what the verdict depends: one sentence each; empty where every convention agrees
/// @param efficacyAndPotency which of the two the pair gains, in sentences; empty without fitted
///   surfaces
/// @param nextPlate what to measure next
/// @param advice the same in sentences
public record Verdict(
        String headline,
        List<String> synergy,
        List<String> antagonism,
        List<String> neither,
        List<String> undefined,
        List<String> flips,
        List<String> efficacyAndPotency,
        NextPlate nextPlate,
        List<String> advice) {

    public Verdict {
        synergy = List.copyOf(synergy);
        antagonism = List.copyOf(antagonism);
        neither = List.copyOf(neither);
        undefined = List.copyOf(undefined);
        flips = List.copyOf(flips);
        efficacyAndPotency = List.copyOf(efficacyAndPotency);
        advice = List.copyOf(advice);
    }
}
