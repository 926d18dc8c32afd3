package org.tamor.report.figure;

import java.util.List;
import java.util.Map;

/// A figure ready to be shown.
///
/// @param caption what is drawn and what to look at
/// @param description for people who cannot see it
/// @param height in pixels, on a canvas [PanelPlot#WIDTH] wide
/// @param option what the renderer draws: an ECharts option, or the elements of a network
/// @param notes what could not be drawn, and why
public record Figure(
        String id,
        Section section,
        Renderer renderer,
        String title,
        String caption,
        String description,
        int height,
        Map<String, Object> option,
        DataTable data,
        List<String> notes) {

    public Figure {
        notes = List.copyOf(notes);
    }

    /// Who draws the option.
    public enum Renderer {
        CHART,
        NETWORK
    }

    /// The part of the report that a figure belongs to, in order of appearance.
    public enum Section {
        GROWTH("growth", "Growth curves", "Simulated cell number with the measured points on top."),
        DOSE(
                "dose",
                "Dose-response",
                "The same runs on two scales: end-point count and growth rate."),
        COMBINATION(
                "combination",
                "Tamoxifen and rapamycin together",
                "Cell number over the dose matrix, and how far it departs from independent action (Bliss)."),
        BLOTS(
                "blots",
                "Virtual blots",
                "Simulated, not photographed: bands drawn from the amounts in the model, with their quantification."),
        ERE(
                "ere",
                "Oestrogen-receptor transcription",
                "ERE-luciferase, the readout of transcription by the receptor."),
        CYCLE(
                "cycle",
                "Cell-cycle phases",
                "Where the cells stand in the cycle, as flow cytometry would see it."),
        SIGNALLING(
                "signalling",
                "Signalling over time",
                "Time courses of the pathway after a stimulus."),
        MICE(
                "mice",
                "Mice",
                "Tumours of the same cells in a body: what they grow to, what the blood holds, what reaches the pathway."),
        OTHER("other", "Further figures", "What the study's figure file asks for besides."),
        MAP("map", "Pathway map", "The network as modelled, and what each arm does to it.");

        private final String label;
        private final String title;
        private final String lead;

        Section(String label, String title, String lead) {
            this.label = label;
            this.title = title;
            this.lead = lead;
        }

        /// The word that figure files use, and the anchor in the report.
        public String label() {
            return label;
        }

        public String title() {
            return title;
        }

        /// One sentence that opens the section.
        public String lead() {
            return lead;
        }
    }
}
