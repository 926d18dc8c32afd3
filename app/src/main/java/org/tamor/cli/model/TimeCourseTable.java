package org.tamor.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import org.tamor.cli.console.ResultNames;
import org.tamor.files.WholeFile;
import org.tamor.simulate.TimeCourse;

/// A time course as a table: a column of times, then one for each output.
final class TimeCourseTable {

    private TimeCourseTable() {}

    /// Writes to a file, or to the printer where `out` is "-".
    static void write(TimeCourse course, String out, PrintWriter printer) {
        try {
            if (out.equals("-")) {
                write(course, printer);
                printer.flush();
                return;
            }
            WholeFile.write(Path.of(out), writer -> write(course, writer));
        } catch (IOException problem) {
            throw ResultNames.unwritable(out, problem);
        }
    }

    private static void write(TimeCourse course, Writer writer) throws IOException {
        writer.write("time," + String.join(",", course.outputs()) + "\n");
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < course.times().length; k++) {
            line.setLength(0);
            line.append(course.times()[k]);
            for (double[] values : course.values()) {
                line.append(',').append(values[k]);
            }
            line.append('\n');
            writer.write(line.toString());
        }
        if (writer instanceof PrintWriter printer && printer.checkError()) {
            throw new UncheckedIOException(new IOException("standard output is closed"));
        }
    }
}
