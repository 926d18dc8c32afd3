package org.tamor.parallel;

/// Hears how far a run has come. Called from one thread at a time.
@FunctionalInterface
public interface Progress {

    Progress SILENT = (phase, done, total) -> {};

    /// @param phase what is being done, such as `experiments` or `draws`
    void report(String phase, int done, int total);
}
