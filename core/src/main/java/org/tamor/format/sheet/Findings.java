package org.tamor.format.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.failure.Location;

/// Collects findings. Of each code in each file only the first are kept, and then one that counts
/// the rest.
public final class Findings implements Remarks {

    private record Kind(Finding.Severity severity, String code, String file) {}

    private final List<Finding> found = new ArrayList<>();
    private final Map<Kind, Integer> counts = new LinkedHashMap<>();
    private final int most;

    /// @param most how many of each code in each file are kept
    public Findings(int most) {
        this.most = most;
    }

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
        add(Finding.Severity.PROBLEM, code, location, message);
    }

    private void add(Finding.Severity severity, String code, Location location, String message) {
        int count = counts.merge(new Kind(severity, code, location.file()), 1, Integer::sum);
        if (count <= most) {
            found.add(new Finding(severity, code, location, message));
        }
    }

    /// Whether something stands in the way.
    public boolean hasProblem() {
        return counts.keySet().stream().anyMatch(kind -> kind.severity == Finding.Severity.PROBLEM);
    }

    /// Everything found, in the order of finding.
    public List<Finding> all() {
        List<Finding> all = new ArrayList<>(found);
        counts.forEach(
                (kind, count) -> {
                    if (count > most) {
                        all.add(
                                new Finding(
                                        kind.severity,
                                        kind.code,
                                        Location.ofFile(kind.file),
                                        (count - most) + " more of the same are not listed"));
                    }
                });
        return all;
    }
}
