package org.tamor.combination;

/// A drug of a combination.
///
/// @param unit of its doses, as declared (`uM`, `nM`, `mg/kg`)
public record Drug(String name, String unit) {}
