package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.tamor.failure.Location;
import org.tamor.model.FunctionDefinition;

/// A module as written.
final class ModuleSource {

    /// The name of the module that statements outside of any module belong to.
    static final String DEFAULT = "__main";

    final String name;
    final Location at;
    final boolean marked;
    final List<String> exports;
    final List<Statement> statements = new ArrayList<>();
    String displayName = "";

    ModuleSource(String name, Location at, boolean marked, List<String> exports) {
        this.name = name;
        this.at = at;
        this.marked = marked;
        this.exports = List.copyOf(exports);
    }

    /// All that a file and its imports define.
    static final class Library {
        final SequencedMap<String, ModuleSource> modules = new LinkedHashMap<>();
        final Map<String, FunctionSource> functions = new LinkedHashMap<>();
        final Map<String, String> functionNames = new LinkedHashMap<>();
        final ModuleSource main;

        Library(String file) {
            main = new ModuleSource(DEFAULT, Location.of(file, 1, 1), false, List.of());
        }
    }

    record FunctionSource(FunctionDefinition definition, Formula body) {}
}
