package org.tamor.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/// What was typed, and which program ran it.
public final class Invocation {

    private Invocation() {}

    /// The name of the program and its version.
    public static String program() {
        String version = Invocation.class.getPackage().getImplementationVersion();
        return "tamor " + (version == null ? "unpackaged" : version);
    }

    /// The command line as it was typed.
    public static String command(CommandSpec spec) {
        return "tamor "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    /// What stands last in a report: the program and the command, after what is given.
    public static Map<String, String> facts(CommandSpec spec, Map<String, String> more) {
        Map<String, String> facts = new LinkedHashMap<>(more);
        facts.put("program", program());
        facts.put("command", command(spec));
        return facts;
    }

    /// The version that the build wrote into the jar's manifest, for `--version`.
    public static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {program()};
        }
    }
}
