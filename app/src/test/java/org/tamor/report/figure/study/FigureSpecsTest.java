package org.tamor.report.figure.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;
import org.tamor.report.figure.Figure;

class FigureSpecsTest {

    private static final Map<String, Object> PANEL =
            Map.of("title", "p", "curves", List.of(Map.of("experiment", "e", "label", "l")));

    private static List<FigureSpec> read(Map<String, ?> figure) {
        return read(List.of(figure));
    }

    private static List<FigureSpec> read(List<Map<String, ?>> figures) {
        return FigureSpecs.read("figures.yaml", Map.of("figures", figures));
    }

    private static Map<String, Object> growth(String id) {
        return Map.of(
                "id",
                id,
                "type",
                "growth",
                "title",
                "t",
                "observable",
                "count",
                "panels",
                List.of(PANEL));
    }

    @Test
    void readsAFigureWithItsDefaults() {
        FigureSpec.Curves curves = (FigureSpec.Curves) read(growth("g")).getFirst();
        assertThat(curves.heading())
                .isEqualTo(new FigureSpec.Heading("g", Figure.Section.GROWTH, "t", ""));
        assertThat(curves.logarithmic()).isTrue();
        assertThat(curves.to()).isEmpty();
        assertThat(curves.panels().getFirst().curves())
                .containsExactly(new FigureSpec.Curve("e", "l", "", ""));
    }

    @Test
    void hasNoneWhereTheFileHasNone() {
        assertThat(FigureSpecs.read("figures.yaml", Map.of())).isEmpty();
    }

    @Test
    void saysWhereSomethingIsMissing() {
        assertThatThrownBy(() ->
                        read(
                                Map.of(
                                        "id",
                                        "g",
                                        "type",
                                        "growth",
                                        "title",
                                        "t",
                                        "observable",
                                        "count")))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        failure -> {
                            assertThat(failure.location().file()).isEqualTo("figures.yaml");
                            assertThat(failure.location().element()).isEqualTo("figures[0].panels");
                            assertThat(failure.getMessage()).contains("at least one entry");
                        });
    }

    @Test
    void refusesUnknownTypesDoubleIdsAndIdsThatAreNoFileNames() {
        assertThatThrownBy(() -> read(Map.of("id", "g", "type", "pie")))
                .hasMessageContaining("`pie` is not known; take one of growth");
        assertThatThrownBy(() -> read(List.of(growth("g"), growth("g"))))
                .hasMessageContaining("`g` is taken");
        assertThatThrownBy(() -> read(growth("../g"))).hasMessageContaining("names files");
    }

    @Test
    void refusesValuesOfTheWrongKind() {
        assertThatThrownBy(() ->
                        read(
                                Map.of(
                                        "id",
                                        "b",
                                        "type",
                                        "blot",
                                        "title",
                                        "t",
                                        "time",
                                        "soon",
                                        "reference",
                                        "e")))
                .hasMessageContaining("`time` must be a number");
        assertThatThrownBy(() -> FigureSpecs.read("f.yaml", Map.of("figures", "none")))
                .hasMessageContaining("must be a list");
        assertThatThrownBy(() -> FigureSpecs.read("f.yaml", Map.of("figures", List.of("one"))))
                .hasMessageContaining("must be a mapping");
    }
}
