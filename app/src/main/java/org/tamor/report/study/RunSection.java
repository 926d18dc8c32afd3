package org.tamor.report.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tamor.report.Html;
import org.tamor.study.RunOptions;
import org.tamor.study.StudyResults;

/// Writes how the run was made and how to make it again.
final class RunSection {

    private final StudyResults results;

    RunSection(StudyResults results) {
        this.results = results;
    }

    String html() {
        RunOptions options = results.options();
        Map<String, String> rows = new LinkedHashMap<>();
        results.information().forEach((name, value) -> rows.put(name.replace('_', ' '), value));
        rows.putIfAbsent(
                "relative tolerance", Double.toString(options.solver().relativeTolerance()));
        rows.putIfAbsent(
                "absolute tolerance", Double.toString(options.solver().absoluteTolerance()));
        rows.putIfAbsent("draws", Integer.toString(options.draws()));
        rows.putIfAbsent("seed", Long.toString(options.seed()));
        rows.putIfAbsent("cut edges", String.join(", ", options.cuts()));
        rows.replaceAll((name, value) -> value.isEmpty() || value.equals("{}") ? "none" : value);
        StringBuilder html = new StringBuilder("<table class=\"run\"><tbody>");
        rows.forEach(
                (name, value) ->
                        html.append("<tr><th scope=\"row\">")
                                .append(Html.prose(name))
                                .append("</th><td>")
                                .append(Html.prose(value))
                                .append("</td></tr>"));
        html.append("</tbody></table><h3>To make it again</h3><pre><code>")
                .append(Html.escape(command()))
                .append("</code></pre>");
        List<String> files = fingerprints();
        if (!files.isEmpty()) {
            html.append("<h3>Files of the study (SHA-256)</h3><table class=\"files\"><tbody>");
            files.forEach(html::append);
            html.append("</tbody></table>");
        }
        return html.toString();
    }

    /// The command line that gives the same results.
    private String command() {
        RunOptions options = results.options();
        StringBuilder command = new StringBuilder("./tamor run ").append(studyFolder());
        if (!options.cuts().isEmpty()) {
            command.append(" --cut ").append(String.join(",", options.cuts()));
        }
        if (options.ensemble().isPresent()) {
            command.append(" --ensemble ENSEMBLE.tsv");
        }
        command.append(" --draws ")
                .append(
                        options.ensemble()
                                .map(ensemble -> ensemble.members().size())
                                .orElse(options.draws()))
                .append(" --seed ")
                .append(options.seed());
        command.append(" --rtol ").append(options.solver().relativeTolerance());
        return command.append(" --atol ").append(options.solver().absoluteTolerance()).toString();
    }

    /// The folder without what lies above it on this machine.
    private String studyFolder() {
        Path name = results.study().folder().toAbsolutePath().normalize().getFileName();
        return "studies/" + (name == null ? results.study().id() : name.toString());
    }

    private List<String> fingerprints() {
        Path folder = results.study().folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                rows.add(
                        "<tr><td>"
                                + Html.escape(String.valueOf(file.getFileName()))
                                + "</td><td><code>"
                                + sha256(Files.readAllBytes(file))
                                + "</code></td></tr>");
            }
        } catch (IOException e) {
            return List.of();
        }
        return rows;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
