package org.tamor.study;

import java.util.List;
import org.tamor.failure.Location;

/// A part that molecules have in common, such as the oestrogen receptor, with how many each species
/// holds.
public record Moiety(String id, List<Share> shares) {

    public Moiety {
        shares = List.copyOf(shares);
    }

    /// One molecule of `species` holds `count` of the moiety.
    public record Share(String species, double count, Location location) {}
}
