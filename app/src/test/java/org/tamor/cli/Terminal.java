package org.tamor.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// One run of the command line and what it printed.
public record Terminal(int exitCode, String out, String err) {

    public static Terminal run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = Tamor.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Terminal(exitCode, out.toString(), err.toString());
    }
}
