package org.tamor.ode;

import java.util.Arrays;
import java.util.List;

/// Writes down the linear operations of a [BackwardDifferentiation], so that a [ReverseSweep] can
/// run their transposes backwards.
///
/// Every operation of the linearized method is a linear map of the Nordsieck columns of S and of
/// dp/dtheta: prediction, correction, changes of order. The transposes in opposite order give the
/// exact gradient of what the linearized method computes, for any number of quantities, at one
/// factorization and one solution a step; nothing is started anew at the times at which outputs are
/// read.
public final class StepTape extends TangentSteps {

    private final List<ReverseOperation> operations;

    /// Tells the order and the step sizes; without components.
    private final NordsieckHistory history = new NordsieckHistory(0);

    private double startTime;
    private double[] startState = new double[0];
    private double lastTime;
    private double lastStep;
    private double lastRatio;
    private double[] lastState = new double[0];

    /// @param operations where each operation is added
    public StepTape(List<ReverseOperation> operations) {
        this.operations = operations;
    }

    /// Adds the reading of S at a time within the last step, which ended at `reached`.
    public void addReading(double time, double reached) {
        operations.add(new ReverseSweep.Reading(order(), place(time, reached)));
    }

    /// The order of the last step.
    public int order() {
        return history.order;
    }

    /// Where a time is within the last step, in step sizes from its end.
    public double place(double time, double reached) {
        return history.order == 0 ? 0 : (time - reached) / history.scale;
    }

    @Override
    void start(double time, double[] state) {
        history.order = 0;
        startTime = time;
        startState = state.clone();
        operations.add(new ReverseSweep.Beginning());
    }

    @Override
    void begin(double h) {
        history.begin(h);
        operations.add(new ReverseSweep.Slope(startTime, startState, h));
    }

    @Override
    void raiseOrder() {
        history.raiseOrder();
        operations.add(
                new ReverseSweep.Raise(
                        history.order, history.raiseFactor, history.shift.clone()));
    }

    @Override
    void lowerOrder() {
        int order = history.order;
        history.lowerOrder();
        operations.add(new ReverseSweep.Lower(order, history.shift.clone()));
    }

    @Override
    void renewSlope(double time, double[] state) {
        operations.add(new ReverseSweep.Slope(time, state.clone(), history.scale));
    }

    @Override
    double correct(
            double time,
            double h,
            BdfCoefficients coefficients,
            NewtonIteration newton,
            long step) {
        lastTime = time;
        lastStep = h;
        lastRatio = h / history.scale;
        lastState = newton.state;
        return 0;
    }

    @Override
    void accept(double h, double[] l) {
        operations.add(
                new ReverseSweep.Step(
                        lastTime,
                        lastState.clone(),
                        lastStep,
                        lastRatio,
                        history.order,
                        Arrays.copyOf(l, history.order + 1)));
        history.accept(h, l, new double[0]);
    }

    @Override
    void saveCorrection() {
        // a raise of the order always uses the correction of the step just before it
    }

    @Override
    double lowerNorm() {
        return 0;
    }

    @Override
    double higherNorm(double ratio) {
        return 0;
    }
}
