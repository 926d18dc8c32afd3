package org.tamor.combination.inference;

/// How the variance of a well depends on its expected response.
///
/// @param floor the standard deviation at response 0 relative to that at response 1; between them it is linear; 1 is
///     equal variance
public record VarianceModel(double floor) {

    /// The same variance everywhere.
    public static VarianceModel equal() {
        return new VarianceModel(1);
    }

    /// The variance relative to that at response 1.
    double relative(double response) {
        double deviation = floor + (1 - floor) * Math.clamp(response, 0, 2);
        return deviation * deviation;
    }
}
