package org.tamor.format.sbml;

import java.util.IdentityHashMap;
import java.util.Optional;
import org.w3c.dom.Element;

/// Which elements stand for which others after replacement.
final class Replacements {

    /// @param factor the id, where the replacement is declared, of the parameter by which values of
    ///   the replaced element must be multiplied; "" for none
    record Step(Element replacement, String factor) {}

    private final IdentityHashMap<Element, Step> steps = new IdentityHashMap<>();
    private final IdentityHashMap<Element, Element> named = new IdentityHashMap<>();

    void replace(Element former, Element replacement, String factor) {
        steps.put(former, new Step(replacement, factor));
    }

    /// Puts an element of a submodel in the place, and under the id, of an outer one.
    void replaceBy(Element outer, Element inner) {
        Element present = current(inner);
        steps.put(outer, new Step(present, ""));
        named.put(present, outer);
    }

    Optional<Step> step(Element element) {
        return Optional.ofNullable(steps.get(element));
    }

    /// What stands for the element now.
    Element current(Element element) {
        Element present = element;
        for (Step step = steps.get(present); step != null; step = steps.get(present)) {
            present = step.replacement;
        }
        return present;
    }

    /// The element whose id this one bears.
    Element nameGiver(Element element) {
        Element giver = named.get(element);
        return giver == null ? element : giver;
    }
}
