package org.tamor.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Circles in directed graphs.
final class Cycles {

    private Cycles() {}

    /// The first circle found by depth-first search in the order of the map, as a path whose ends
    /// are the same node.
    ///
    /// Nodes that are no keys have no successors. The search needs no recursion, so chains may be
    /// of any length.
    static Optional<List<String>> find(Map<String, Set<String>> successors) {
        Set<String> done = new HashSet<>();
        for (String root : successors.keySet()) {
            if (done.contains(root)) {
                continue;
            }
            List<String> path = new ArrayList<>();
            Set<String> onPath = new HashSet<>();
            Deque<Iterator<String>> open = new ArrayDeque<>();
            enter(root, successors, path, onPath, open);
            while (!open.isEmpty()) {
                Iterator<String> next = open.element();
                if (!next.hasNext()) {
                    open.pop();
                    String finished = path.removeLast();
                    onPath.remove(finished);
                    done.add(finished);
                    continue;
                }
                String node = next.next();
                if (onPath.contains(node)) {
                    List<String> cycle =
                            new ArrayList<>(path.subList(path.indexOf(node), path.size()));
                    cycle.add(node);
                    return Optional.of(cycle);
                } else if (!done.contains(node) && successors.containsKey(node)) {
                    enter(node, successors, path, onPath, open);
                }
            }
        }
        return Optional.empty();
    }

    private static void enter(
            String node,
            Map<String, Set<String>> successors,
            List<String> path,
            Set<String> onPath,
            Deque<Iterator<String>> open) {
        path.add(node);
        onPath.add(node);
        open.push(successors.getOrDefault(node, Set.of()).iterator());
    }
}
