package org.tamor.regimen;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A drug and the ways in which the model takes it up.
///
/// @param molarMass in g/mol; empty where not given
public record Drug(String id, OptionalDouble molarMass, List<Route> routes) {

    public Drug {
        routes = List.copyOf(routes);
    }

    /// @param into the state that a dose is added to
    /// @param rate the parameter that adds to that state at a constant rate, for infusions; ""
    ///   where there is none
    /// @param compartment the number of the route in tables of records, from 1
    public record Route(String id, String into, String rate, int compartment) {}

    public Optional<Route> route(String routeId) {
        return routes.stream().filter(route -> route.id().equals(routeId)).findFirst();
    }
}
