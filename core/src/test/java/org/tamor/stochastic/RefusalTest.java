package org.tamor.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;

/// What cannot be simulated is refused with the name of the element.
class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X = 10; Y = 0; Flip: X -> Y; 0.1*X - 0.2*Y           | stochastic.rate          | Flip",
                "X = 1; Jump: X -> ; 1/(X - 1)                        | stochastic.rate          | Jump",
                "X = 0.5; Out: X -> ; X                               | stochastic.amount        | X",
                "X = 3; Pair: 2 X -> ; X                              | stochastic.amount        | Pair",
                "X = 9; Out: X -> ; X; E: at time > 1: X = 2.5        | stochastic.amount        | X",
                "X = 9; Out: 0.5 X -> ; X                             | stochastic.stoichiometry | Out",
                "X = 9; v = 1; v' = -0.1*v; Out: X -> ; v*X           | stochastic.rate-rule     | v",
                "X = 9; y' = time; Out: X -> ; X; y = 0               | stochastic.rate-rule     | y",
                "X = 9; Out: X -> ; k*X; k = 1; E: at X < 5: k = -1   | stochastic.rate          | Out",
            })
    void namesTheElement(String model, String code, String element) {
        BadInputException refusal =
                catchThrowableOfType(
                        BadInputException.class,
                        () -> Networks.compile(model, "X").run(new double[] {100}, 1, 0));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.location().element()).isEqualTo(element);
        assertThat(refusal.getMessage()).contains(element);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = "X = 9; Out: X -> ; X*time | Out")
    void tauLeapingRefusesRatesThatMove(String model, String element) {
        StochasticSimulator simulator = Networks.compile(model, "X");
        BadInputException refusal =
                catchThrowableOfType(
                        BadInputException.class,
                        () -> simulator.using(StochasticMethod.TAU_LEAPING));
        assertThat(refusal.code()).isEqualTo("stochastic.tau-leaping");
        assertThat(refusal.location().element()).isEqualTo(element);
    }
}
