package org.tamor.study;

import java.util.List;
import org.tamor.failure.Location;

/// A named arrow of the network, which can be cut.
///
/// @param source node of the pathway map
/// @param target node of the pathway map
/// @param cuts the parameters that are held at a value when the edge is cut
public record Edge(
        String id,
        String source,
        String target,
        Sign sign,
        List<Cut> cuts,
        String reference,
        String description) {

    public Edge {
        cuts = List.copyOf(cuts);
    }

    /// Whether the source raises or lowers the target.
    public enum Sign {
        ACTIVATION("+"),
        INHIBITION("-");

        private final String label;

        Sign(String label) {
            this.label = label;
        }

        /// The sign that the files use.
        public String label() {
            return label;
        }
    }

    /// `parameter = value` while the edge is cut.
    public record Cut(String parameter, double value, Location location) {}
}
