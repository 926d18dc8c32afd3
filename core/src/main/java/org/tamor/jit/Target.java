package org.tamor.jit;

import java.util.Optional;

/// A quantity that can be set, and where its value is kept.
///
/// Slots number the states first (0 .. n-1), then the parameters (n ..).
///
/// @param slot what is stored: the amount of a species that reactions change, else the quantity as
///   the model's expressions read it
/// @param volume the size of the compartment by which the value must be multiplied to be stored;
///   empty where it is stored as read
/// @param compartment the id of the compartment of a species whose id means a concentration, else
///   ""
public record Target(String id, int slot, Optional<Formula> volume, String compartment) {

    /// Whether the model's expressions read a concentration while an amount is stored.
    public boolean storesAmountOfConcentration() {
        return volume.isPresent();
    }
}
