package org.tamor.calibrate.profile;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.tamor.calibrate.fit.SearchSpace;
import org.tamor.files.WholeFile;

/// The tables of profiles.
public final class ProfileTables {

    private final SearchSpace space;
    private final double[] best;
    private final List<Profile> profiles;

    /// @param best where the profiles start, on the scales
    public ProfileTables(SearchSpace space, double[] best, List<Profile> profiles) {
        this.space = space;
        this.best = best.clone();
        this.profiles = List.copyOf(profiles);
    }

    /// Writes `profiles.csv` (every point) and `intervals.csv` (a row for each parameter).
    public void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve("profiles.csv"), csv(points()));
        WholeFile.write(folder.resolve("intervals.csv"), csv(intervals()));
    }

    private List<List<String>> points() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header =
                new ArrayList<>(
                        List.of(
                                "parameterId",
                                "value",
                                "valueOnScale",
                                "objectiveAboveBest",
                                "logLikelihoodBelowBest"));
        header.addAll(space.ids());
        rows.add(header);
        for (Profile profile : profiles) {
            for (Profile.Point point : profile.points()) {
                List<String> row = new ArrayList<>();
                row.add(space.parameter(profile.index()).id());
                row.add(Double.toString(space.value(profile.index(), point.value())));
                row.add(Double.toString(point.value()));
                row.add(Double.toString(point.rise()));
                row.add(Double.toString(point.likelihoodFall()));
                for (int k = 0; k < point.others().length; k++) {
                    row.add(Double.toString(space.value(k, point.others()[k])));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /// The interval and the verdict of each parameter; an end that is open is blank.
    public List<List<String>> intervals() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "parameterId",
                        "scale",
                        "best",
                        "lower",
                        "upper",
                        "lowerBound",
                        "upperBound",
                        "verdict",
                        "inWords",
                        "remark"));
        for (Profile profile : profiles) {
            int k = profile.index();
            rows.add(
                    List.of(
                            space.parameter(k).id(),
                            space.scale(k).label(),
                            Double.toString(space.value(k, best[k])),
                            end(k, profile.lower()),
                            end(k, profile.upper()),
                            Double.toString(space.parameter(k).lowerBound()),
                            Double.toString(space.parameter(k).upperBound()),
                            profile.verdict().label(),
                            profile.verdict().words(),
                            profile.remark()));
        }
        return rows;
    }

    private String end(int k, OptionalDouble scaled) {
        return scaled.isPresent() ? Double.toString(space.value(k, scaled.getAsDouble())) : "";
    }

    private static String csv(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return text.toString();
    }
}
