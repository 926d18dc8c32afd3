package org.tamor.ode;

/// Nothing accompanies the steps.
final class NoTangent extends TangentSteps {

    static final NoTangent INSTANCE = new NoTangent();

    private NoTangent() {}

    @Override
    void start(double time, double[] state) {}

    @Override
    void begin(double h) {}

    @Override
    void raiseOrder() {}

    @Override
    void lowerOrder() {}

    @Override
    void renewSlope(double time, double[] state) {}

    @Override
    double correct(
            double time,
            double h,
            BdfCoefficients coefficients,
            NewtonIteration newton,
            long step) {
        return 0;
    }

    @Override
    void accept(double h, double[] l) {}

    @Override
    void saveCorrection() {}

    @Override
    double lowerNorm() {
        return 0;
    }

    @Override
    double higherNorm(double ratio) {
        return 0;
    }
}
