package org.tamor.calibrate.fit;

/// How local fits find their way.
public enum FitMethod {
    /// [#FISHER] for up to 120 parameters, else [#QUASI_NEWTON]; [#EVOLUTION] where the model
    /// cannot be differentiated.
    AUTOMATIC("auto"),
    /// A trust region with the Fisher information as curvature.
    FISHER("fisher"),
    /// A trust region with a curvature made from gradients (adjoint where that is faster).
    QUASI_NEWTON("quasi-newton"),
    /// Without derivatives: evolution with covariance matrix adaptation.
    EVOLUTION("evolution");

    private final String label;

    FitMethod(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
