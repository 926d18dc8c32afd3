package org.tamor.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;

/// Pages as texts with places to fill.
public final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private Template() {}

    /// The template with every `{{name}}` replaced; what is put in is not looked at again.
    public static String fill(String template, Map<String, String> parts) {
        Matcher matcher = PLACE.matcher(template);
        StringBuilder page = new StringBuilder(template.length() * 2);
        while (matcher.find()) {
            String part = parts.get(matcher.group(1));
            if (part == null) {
                throw new IllegalStateException("nothing to put at {{" + matcher.group(1) + "}}");
            }
            matcher.appendReplacement(page, Matcher.quoteReplacement(part));
        }
        return matcher.appendTail(page).toString();
    }

    /// A text from the class path.
    public static String resource(String path) {
        try (InputStream stream = Template.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new EnvironmentException(
                        "report.resource",
                        Location.ofFile(path),
                        "a part of the program is missing; install it again");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
