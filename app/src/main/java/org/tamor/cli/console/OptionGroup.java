package org.tamor.cli.console;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Options that several commands have.
public abstract class OptionGroup {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /// Refuses the command line unless something holds.
    protected final void check(boolean holds, String message) {
        if (command == null) {
            throw new IllegalStateException("picocli sets the command that has the options");
        }
        if (!holds) {
            throw new ParameterException(command.commandLine(), message);
        }
    }
}
