package org.tamor.ode;

/// What accompanies the steps of a [BackwardDifferentiation]: the same linear multistep method for
/// the linearized problem `S' = J(t, y) S + forcing`, computed beside the state
/// ([ForwardSensitivities]) or written down to be run backwards ([StepTape]).
///
/// The state's step comes first; when it has passed its error test, [#correct] solves the linear
/// equation of the same step with the matrix `I - gamma J` at the new state (the staggered scheme
/// of Feehery, Tolsma & Barton, Appl. Numer. Math. 25 (1997) 41-54, in the direct form of Caracotsios
/// & Stewart, Comput. Chem. Eng. 9 (1985) 359-365: one factorization and one solution for all
/// columns, no iteration).
public abstract sealed class TangentSteps permits NoTangent, ForwardSensitivities, StepTape {

    /// Begins at a state whose derivative is known.
    abstract void start(double time, double[] state);

    /// The first step will have size h.
    abstract void begin(double h);

    abstract void raiseOrder();

    abstract void lowerOrder();

    /// Takes the derivative at the present time and state anew, after repeated failures.
    abstract void renewSlope(double time, double[] state);

    /// Solves the step of size h to `time`, where the state is `newton.state`.
    ///
    /// @return the largest estimated error of a column relative to what is allowed; 0 where errors
    ///   are not tested; infinite where the matrix is singular
    abstract double correct(
            double time, double h, BdfCoefficients coefficients, NewtonIteration newton, long step);

    /// Makes the step that was solved last the present one.
    abstract void accept(double h, double[] l);

    /// Keeps the correction of the last step for a raise of the order.
    abstract void saveCorrection();

    /// The norm of the last Nordsieck column; 0 where errors are not tested.
    abstract double lowerNorm();

    /// The norm of the difference of the last correction and `ratio` times the saved one; 0 where
    /// errors are not tested.
    abstract double higherNorm(double ratio);
}
