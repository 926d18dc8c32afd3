package org.tamor.regimen;

import java.util.List;
import java.util.Optional;

/// A file of regimens.
///
/// @param amountUnit the unit in which the model counts amounts
/// @param hoursPerTimeUnit the length of the model's unit of time
public record RegimenFile(
        String file,
        String title,
        AmountUnit amountUnit,
        double hoursPerTimeUnit,
        Subject subject,
        List<Drug> drugs,
        List<Regimen> regimens) {

    public RegimenFile {
        drugs = List.copyOf(drugs);
        regimens = List.copyOf(regimens);
    }

    public Optional<Drug> drug(String id) {
        return drugs.stream().filter(drug -> drug.id().equals(id)).findFirst();
    }

    public Optional<Regimen> regimen(String id) {
        return regimens.stream().filter(regimen -> regimen.id().equals(id)).findFirst();
    }

    /// The route of a dose; the reader has made sure that it exists.
    public Drug.Route route(String drug, String route) {
        return drug(drug)
                .flatMap(known -> known.route(route))
                .orElseThrow(
                        () -> new IllegalArgumentException("no route " + route + " of " + drug));
    }
}
