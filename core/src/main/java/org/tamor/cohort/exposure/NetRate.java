package org.tamor.cohort.exposure;

/// The net growth rate of a tumour at constant free levels of two drugs.
@FunctionalInterface
interface NetRate {

    /// Per day.
    double at(double first, double second);
}
