package org.tamor.format.sedml;

import org.tamor.failure.Location;

/// Numbers for outputs, computed from the results of tasks.
public record DataGenerator(String id, String name, Calculation calculation, Location where) {

    /// What people read.
    public String label() {
        return name.isEmpty() ? id : name;
    }
}
