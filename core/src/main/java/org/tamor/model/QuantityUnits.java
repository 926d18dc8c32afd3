package org.tamor.model;

import java.util.Optional;

/// The units of a model's quantities, as declared for each or for the model as a whole.
final class QuantityUnits {

    private final ModelIndex index;
    private final Model.ModelUnits modelUnits;

    QuantityUnits(ModelIndex index) {
        this.index = index;
        this.modelUnits = index.model().units();
    }

    /// The unit of what the id means in formulas; absent where it is not declared.
    Optional<UnitValue> of(String id) {
        return index.species(id)
                .flatMap(this::of)
                .or(() -> index.parameter(id).flatMap(this::of))
                .or(() -> index.compartment(id).flatMap(this::of))
                .or(() -> index.reaction(id).flatMap(reaction -> rate()))
                .or(() -> index.speciesReference(id).map(reference -> UnitValue.ONE));
    }

    Optional<UnitValue> of(Parameter parameter) {
        return unit(parameter.unit());
    }

    private Optional<UnitValue> of(Species species) {
        Optional<UnitValue> substance = substance(species);
        if (species.substanceOnly()) {
            return substance;
        }
        Optional<UnitValue> size = index.compartment(species.compartment()).flatMap(this::of);
        return substance.flatMap(amount -> size.map(amount::per));
    }

    /// The unit of a species' amount.
    Optional<UnitValue> substance(Species species) {
        return unit(
                species.substanceUnit().isEmpty()
                        ? modelUnits.substance()
                        : species.substanceUnit());
    }

    private Optional<UnitValue> of(Compartment compartment) {
        if (!compartment.unit().isEmpty()) {
            return unit(compartment.unit());
        } else if (compartment.dimensions() == 3) {
            return unit(modelUnits.volume());
        } else if (compartment.dimensions() == 2) {
            return unit(modelUnits.area());
        }
        return compartment.dimensions() == 1 ? unit(modelUnits.length()) : Optional.empty();
    }

    Optional<UnitValue> time() {
        return unit(modelUnits.time());
    }

    /// The unit of extents; that of substance where the model declares none.
    Optional<UnitValue> extent() {
        return unit(modelUnits.extent().isEmpty() ? modelUnits.substance() : modelUnits.extent());
    }

    /// The unit of rate laws: extent per time.
    Optional<UnitValue> rate() {
        return extent().flatMap(extent -> time().map(extent::per));
    }

    Optional<UnitValue> unit(String id) {
        return id.isEmpty() ? Optional.empty() : Units.of(id, index);
    }
}
