/// From measured blocks to a verdict: single drugs, the scores of every reference, what each is
/// worth, where conventions disagree, and what to measure next.
///
/// [org.tamor.combination.analysis.StudyAnalyser] is the entry.
@NullMarked
package org.tamor.combination.analysis;

import org.jspecify.annotations.NullMarked;
