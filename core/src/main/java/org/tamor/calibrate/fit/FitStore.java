package org.tamor.calibrate.fit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.calibrate.fit.LocalFit.Status;
import org.tamor.failure.BadInputException;

/// Keeps the result of each start as it ends, so that a fit that was stopped can be taken up.
public final class FitStore {

    /// The name of the file in the folder of results.
    public static final String FILE_NAME = "fit-progress.csv";

    private static final int FIXED_FIELDS = 11;

    private final ProgressFile file;

    private FitStore(ProgressFile file) {
        this.file = file;
    }

    /// Begins a new file in place of an old one.
    ///
    /// @param identity of the fit, see [ParameterFit#identity]
    public static FitStore begin(Path folder, String identity) {
        return new FitStore(ProgressFile.begin(folder.resolve(FILE_NAME), identity));
    }

    /// Takes up the file of a folder; begins one where there is none.
    ///
    /// @throws BadInputException where it belongs to another fit or is damaged
    public static FitStore resume(Path folder, String identity) {
        return new FitStore(ProgressFile.resume(folder.resolve(FILE_NAME), identity));
    }

    /// The results in the file.
    ///
    /// @param dimension how many parameters there are
    public List<StartResult> results(int dimension) {
        List<StartResult> results = new ArrayList<>();
        for (List<String> fields : file.pieces()) {
            int line = results.size() + 2;
            if (fields.size() != FIXED_FIELDS + 2 * dimension) {
                throw file.damaged(line, "has " + fields.size() + " fields in this line");
            }
            try {
                results.add(result(fields, dimension));
            } catch (IllegalArgumentException problem) {
                throw file.damaged(
                        line, "cannot be read in this line (" + problem.getMessage() + ")");
            }
        }
        return results;
    }

    private static StartResult result(List<String> fields, int dimension) {
        double[] start = new double[dimension];
        double[] point = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            start[k] = Double.parseDouble(fields.get(FIXED_FIELDS + k));
            point[k] = Double.parseDouble(fields.get(FIXED_FIELDS + dimension + k));
        }
        LocalFit fit =
                new LocalFit(
                        point,
                        fields.get(2).isEmpty()
                                ? Optional.empty()
                                : Optional.of(Double.parseDouble(fields.get(2))),
                        Double.parseDouble(fields.get(4)),
                        Status.of(fields.get(1)),
                        Integer.parseInt(fields.get(5)),
                        Integer.parseInt(fields.get(6)),
                        Integer.parseInt(fields.get(7)),
                        Integer.parseInt(fields.get(8)),
                        fields.get(9));
        return new StartResult(
                Integer.parseInt(fields.get(0)),
                start,
                Double.parseDouble(fields.get(3)),
                fit,
                Double.parseDouble(fields.get(10)));
    }

    /// Adds a result.
    public void add(StartResult result) {
        LocalFit fit = result.fit();
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(result.index()));
        fields.add(fit.status().label());
        fields.add(fit.value().map(value -> Double.toString(value)).orElse(""));
        fields.add(Double.toString(result.startValue()));
        fields.add(Double.toString(fit.gradientNorm()));
        fields.add(Integer.toString(fit.iterations()));
        fields.add(Integer.toString(fit.evaluations()));
        fields.add(Integer.toString(fit.expansions()));
        fields.add(Integer.toString(fit.failures()));
        fields.add(fit.remark());
        fields.add(Double.toString(result.seconds()));
        for (double one : result.start()) {
            fields.add(Double.toString(one));
        }
        for (double one : fit.point()) {
            fields.add(Double.toString(one));
        }
        file.add(fields);
    }
}
