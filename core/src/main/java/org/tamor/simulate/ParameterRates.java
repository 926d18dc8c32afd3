package org.tamor.simulate;

import java.util.Arrays;
import org.tamor.jit.SensitivityEquations;
import org.tamor.ode.ParameterForcing;

/// The forcing `df/dp dp/dtheta` with the sparse dp/dtheta of one integration.
final class ParameterRates implements ParameterForcing {

    private final Workspace workspace;
    private final SensitivityEquations.Entries rates;
    private final int columns;
    private final double[] values;
    private final double[] scratch;

    /// Products: entry of df/dp, element of the block, factor.
    private int[] entries = new int[64];

    private int[] places = new int[64];
    private double[] factors = new double[64];
    private int count;

    ParameterRates(Workspace workspace, SensitivityEquations equations, int columns) {
        this.workspace = workspace;
        this.columns = columns;
        rates = equations.rates();
        values = new double[rates.count()];
        scratch = new double[equations.workspaceLength()];
    }

    /// Forgets dp/dtheta.
    void clear() {
        count = 0;
    }

    /// Adds the products with the derivatives of one parameter.
    ///
    /// @param row dp/dtheta
    void add(int entry, double[] row) {
        for (int k = 0; k < columns; k++) {
            if (row[k] != 0) {
                if (count == entries.length) {
                    entries = Arrays.copyOf(entries, 2 * count);
                    places = Arrays.copyOf(places, 2 * count);
                    factors = Arrays.copyOf(factors, 2 * count);
                }
                entries[count] = entry;
                places[count] = rates.functions()[entry] * columns + k;
                factors[count++] = row[k];
            }
        }
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void evaluate(double time, double[] state, double[] out) {
        rates.kernel()
                .evaluate(workspace.modelTime(time), state, workspace.p, scratch, values);
        Arrays.fill(out, 0);
        for (int i = 0; i < count; i++) {
            out[places[i]] += values[entries[i]] * factors[i];
        }
    }
}
