package org.tamor.format.petab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two conditions that set the same target at the same time.
public record PeriodConflict(String target, String first, String second) {

    /// The first conflict among conditions that are applied together.
    ///
    /// @param conditions all conditions by id; unknown ids are passed over
    public static Optional<PeriodConflict> find(
            List<String> applied, Map<String, Condition> conditions) {
        Map<String, String> setter = new HashMap<>();
        for (String id : applied) {
            Condition condition = conditions.get(id);
            if (condition == null) {
                continue;
            }
            for (Condition.Change change : condition.changes()) {
                String first = setter.putIfAbsent(change.target(), id);
                if (first != null) {
                    return Optional.of(new PeriodConflict(change.target(), first, id));
                }
            }
        }
        return Optional.empty();
    }
}
