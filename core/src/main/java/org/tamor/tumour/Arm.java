package org.tamor.tumour;

import java.util.List;

/// The animals under one treatment.
public record Arm(String name, List<Animal> animals) {

    public Arm {
        animals = List.copyOf(animals);
    }
}
