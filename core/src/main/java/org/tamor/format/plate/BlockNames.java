package org.tamor.format.plate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives blocks names that are unique and as short as that allows.
final class BlockNames {

    private BlockNames() {}

    /// The file's own name or the drugs; where that is not enough also cell line, time and drugs,
    /// in the end a number.
    static List<String> of(List<DraftBlock> blocks) {
        List<String> names = new ArrayList<>();
        blocks.forEach(
                block -> names.add(block.base().isEmpty() ? block.drugNames() : block.base()));
        extend(blocks, names, block -> block.cellLine());
        extend(blocks, names, block -> Double.isNaN(block.hours()) ? "" : block.hours() + " h");
        extend(blocks, names, block -> block.base().isEmpty() ? "" : block.drugNames());
        Map<String, Integer> seen = new HashMap<>();
        names.replaceAll(
                name -> {
                    int count = seen.merge(name, 1, Integer::sum);
                    return count == 1 ? name : name + " #" + count;
                });
        return names;
    }

    private static void extend(
            List<DraftBlock> blocks,
            List<String> names,
            java.util.function.Function<DraftBlock, String> by) {
        Map<String, Integer> counts = new HashMap<>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        for (int i = 0; i < names.size(); i++) {
            String addition = by.apply(blocks.get(i));
            if (counts.getOrDefault(names.get(i), 0) > 1 && !addition.isEmpty()) {
                names.set(i, names.get(i) + ", " + addition);
            }
        }
    }
}
