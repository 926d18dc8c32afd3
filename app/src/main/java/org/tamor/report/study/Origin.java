package org.tamor.report.study;

import java.util.Set;
import org.tamor.study.Claim;

/// What a claim stands on first of all; the order is that of the report.
enum Origin {
    STUDY("S", "the abstract of the study"),
    LITERATURE("L", "other papers"),
    DATA("Data", "measured data"),
    PREDICTION("P", "our own expectation");

    private final String grade;
    private final String meaning;

    Origin(String grade, String meaning) {
        this.grade = grade;
        this.meaning = meaning;
    }

    String grade() {
        return grade;
    }

    String meaning() {
        return meaning;
    }

    /// The first of S, L, Data, P that the claim carries.
    static Origin of(Claim claim) {
        Set<String> grades = claim.grades();
        for (Origin origin : values()) {
            if (grades.contains(origin.grade)) {
                return origin;
            }
        }
        return PREDICTION;
    }
}
