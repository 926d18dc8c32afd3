package org.tamor.cohort;

/// A quantity that the analysis of a study estimates.
///
/// @param arm the treated arm, or the arm that combines drugs
/// @param day from the start of treatment, up to which readings are used
public record Quantity(Kind kind, String arm, double day) {

    /// What is estimated.
    public enum Kind {
        /// Growth of the log volume per day.
        RATE("growth rate", "per day"),
        /// Growth rate less that of the control.
        RATE_VERSUS_CONTROL("growth rate less the control's", "per day"),
        /// Expected less observed growth rate, effects on the rate adding.
        EXCESS_BLISS("excess by Bliss", "per day"),
        /// Expected less observed growth rate, the stronger drug alone expected.
        EXCESS_HSA("excess by HSA", "per day"),
        /// Expected less observed growth rate, effects on the volume adding.
        EXCESS_RESPONSE_ADDITIVITY("excess by response additivity", "per day"),
        /// Ratio of the geometric means of relative volumes.
        TREATED_OVER_CONTROL("T/C", "%"),
        /// `100 (1 - dT / dC)`.
        GROWTH_INHIBITION("TGI", "%"),
        /// Median time to progression.
        MEDIAN_PROGRESSION("median time to progression", "days");

        private final String text;
        private final String unit;

        Kind(String text, String unit) {
            this.text = text;
            this.unit = unit;
        }

        /// The name for a reader.
        public String text() {
            return text;
        }

        public String unit() {
            return unit;
        }

        /// Whether 0 means that a treatment, or a combination, does nothing.
        public boolean hasNull() {
            return switch (this) {
                case RATE_VERSUS_CONTROL, EXCESS_BLISS, EXCESS_HSA, EXCESS_RESPONSE_ADDITIVITY ->
                        true;
                case RATE, TREATED_OVER_CONTROL, GROWTH_INHIBITION, MEDIAN_PROGRESSION -> false;
            };
        }
    }
}
