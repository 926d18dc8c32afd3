package org.tamor.tumour;

/// Why an animal was not measured any longer.
public enum Departure {
    /// It was measured on the last day of the study.
    STUDY_END("until the end of the study"),
    /// It was killed because its tumour was large.
    TUMOUR_SIZE("tumour too large"),
    /// Toxicity, ulceration, loss of weight, found dead: not the size of the tumour.
    OTHER("another reason"),
    /// The file gives no reason.
    UNKNOWN("no reason given");

    private final String text;

    Departure(String text) {
        this.text = text;
    }

    /// The words for a reader.
    public String text() {
        return text;
    }
}
