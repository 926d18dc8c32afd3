package org.tamor.format.antimony;

import java.util.Map;
import java.util.Optional;

/// The annotation words of Antimony and the BioModels qualifiers they stand for.
final class Qualifiers {

    private static final Map<String, String> BIOLOGICAL =
            Map.ofEntries(
                    Map.entry("identity", "is"),
                    Map.entry("biological_entity_is", "is"),
                    Map.entry("part", "hasPart"),
                    Map.entry("parthood", "isPartOf"),
                    Map.entry("hypernym", "isVersionOf"),
                    Map.entry("version", "hasVersion"),
                    Map.entry("homolog", "isHomologTo"),
                    Map.entry("description", "isDescribedBy"),
                    Map.entry("encoder", "isEncodedBy"),
                    Map.entry("encodement", "encodes"),
                    Map.entry("container", "occursIn"),
                    Map.entry("property", "hasProperty"),
                    Map.entry("propertyBearer", "isPropertyOf"),
                    Map.entry("taxon", "hasTaxon"));
    private static final Map<String, String> OF_MODEL =
            Map.of(
                    "model_entity_is", "is",
                    "origin", "isDerivedFrom",
                    "model_source", "isDerivedFrom",
                    "isDerivedFrom", "isDerivedFrom",
                    "isInstanceOf", "isInstanceOf",
                    "hasInstance", "hasInstance");

    private Qualifiers() {}

    /// The qualifier with its prefix; empty where the word is none.
    static Optional<String> of(String word, boolean aboutModel) {
        if (OF_MODEL.containsKey(word)) {
            return Optional.of("bqmodel:" + OF_MODEL.get(word));
        }
        boolean full = BIOLOGICAL.containsValue(word);
        String qualifier = full ? word : BIOLOGICAL.getOrDefault(word, "");
        if (qualifier.isEmpty()) {
            return Optional.empty();
        }
        boolean described = aboutModel && qualifier.equals("isDescribedBy");
        return Optional.of((described ? "bqmodel:" : "bqbiol:") + qualifier);
    }

    /// The word that [#of] turns into this qualifier; empty where there is none.
    static Optional<String> word(String qualifier, boolean aboutModel) {
        String name = qualifier.substring(qualifier.indexOf(':') + 1);
        String word =
                switch (qualifier) {
                    case "bqbiol:is" -> "identity";
                    case "bqmodel:is" -> "model_entity_is";
                    default -> name;
                };
        return of(word, aboutModel).filter(qualifier::equals).map(_ -> word);
    }

    /// Who wrote a model, when, and notes: read, and left out.
    static boolean isHistory(String word) {
        String stem = word.replaceAll("\\d*(\\..*)?$", "");
        return stem.equals("creator")
                || stem.equals("created")
                || stem.equals("modified")
                || stem.equals("notes");
    }
}
