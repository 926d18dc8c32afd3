package org.tamor.cli.calibration;

import org.tamor.cli.console.OptionGroup;
import picocli.CommandLine.Option;

/// How many of the draws go into the ensemble.
final class EnsembleSizeOption extends OptionGroup {

    @Option(
            names = "--ensemble-size",
            paramLabel = "N",
            description = "vectors in ensemble.tsv (default 200)")
    private int size = 200;

    void check() {
        check(size >= 1 && size <= 100_000, "--ensemble-size must lie between 1 and 100000");
    }

    int size() {
        return size;
    }
}
