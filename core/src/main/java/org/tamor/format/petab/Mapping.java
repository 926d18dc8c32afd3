package org.tamor.format.petab;

/// A name of the problem for an element of a model.
///
/// @param modelEntity "" where the row only gives a display name
/// @param name for people; "" where not given
public record Mapping(String entity, String modelEntity, String name) {}
