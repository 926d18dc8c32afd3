package org.tamor.model;

/// A statement about an element: `element qualifier resource`, such as `Akt bqbiol:is https://identifiers.org/uniprot:P31749`.
///
/// @param qualifier with its prefix, `bqbiol:` or `bqmodel:`
public record Annotation(String element, String qualifier, String resource) {}
