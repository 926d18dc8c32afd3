package org.tamor.format.tumour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.failure.Location;
import org.tamor.format.plate.Finding;
import org.tamor.format.plate.sheet.Remarks;

/// Collects findings. Of each code the first [#MAXIMUM] are kept, and then one that counts the
/// rest.
final class Findings implements Remarks {

    static final int MAXIMUM = 50;

    private record Kind(Finding.Severity severity, String code) {}

    private final List<Finding> found = new ArrayList<>();
    private final Map<Kind, Integer> counts = new LinkedHashMap<>();
    private boolean problem;

    @Override
    public void note(String code, Location location, String message) {
        add(Finding.Severity.NOTE, code, location, message);
    }

    @Override
    public void warn(String code, Location location, String message) {
        add(Finding.Severity.WARNING, code, location, message);
    }

    @Override
    public void problem(String code, Location location, String message) {
        problem = true;
        add(Finding.Severity.PROBLEM, code, location, message);
    }

    private void add(Finding.Severity severity, String code, Location location, String message) {
        if (counts.merge(new Kind(severity, code), 1, Integer::sum) <= MAXIMUM) {
            found.add(new Finding(severity, code, location, message));
        }
    }

    boolean hasProblem() {
        return problem;
    }

    /// Everything found, in the order of finding.
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(found);
        counts.forEach(
                (kind, count) -> {
                    if (count > MAXIMUM) {
                        all.add(
                                new Finding(
                                        kind.severity,
                                        kind.code,
                                        Location.UNKNOWN,
                                        (count - MAXIMUM) + " more of the same are not listed"));
                    }
                });
        return all;
    }
}
