package org.tamor.simulate;

import java.util.Arrays;

/// A sum of registers with coefficients, see [Tangent].
final class LinearForm {

    private int[] registers = new int[8];
    private double[] coefficients = new double[8];
    private int size;

    LinearForm clear() {
        size = 0;
        return this;
    }

    /// Adds a term; registers below 0 stand for zero.
    LinearForm add(int register, double coefficient) {
        if (register < 0 || coefficient == 0) {
            return this;
        }
        for (int i = 0; i < size; i++) {
            if (registers[i] == register) {
                coefficients[i] += coefficient;
                return this;
            }
        }
        if (size == registers.length) {
            registers = Arrays.copyOf(registers, 2 * size);
            coefficients = Arrays.copyOf(coefficients, 2 * size);
        }
        registers[size] = register;
        coefficients[size++] = coefficient;
        return this;
    }

    void scale(double factor) {
        for (int i = 0; i < size; i++) {
            coefficients[i] *= factor;
        }
    }

    int size() {
        return size;
    }

    int register(int index) {
        return registers[index];
    }

    double coefficient(int index) {
        return coefficients[index];
    }

    LinearForm copy() {
        LinearForm copy = new LinearForm();
        for (int i = 0; i < size; i++) {
            copy.add(registers[i], coefficients[i]);
        }
        return copy;
    }

    /// Whether the other is the same but for rounding errors.
    boolean agrees(LinearForm other) {
        LinearForm difference = copy();
        double largest = 0;
        for (int i = 0; i < other.size; i++) {
            difference.add(other.registers[i], -other.coefficients[i]);
            largest = Math.max(largest, Math.abs(other.coefficients[i]));
        }
        for (int i = 0; i < difference.size; i++) {
            if (Math.abs(difference.coefficients[i]) > 1e-9 * largest) {
                return false;
            }
        }
        return true;
    }
}
