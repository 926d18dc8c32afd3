/// Virtual animals: studies of tumours that are carried out on the model of a study.
///
/// A [org.tamor.cohort.protocol.Protocol] says what is planned. A [TumourModel] is the model of the
/// study, compiled once, with a timeline for each arm and animal. A [StudyConduct] engrafts tumours
/// that differ, measures them, allots them to arms, measures them again and takes some out for
/// blots: a [VirtualStudy], whose volumes are read and analysed as those of real animals are.
/// Beside it stands what is true: [Truth] has the value of each quantity that the analysis
/// estimates, and [Trial] repeats the study and counts how often the intervals hold it.
@NullMarked
package org.tamor.cohort;

import org.jspecify.annotations.NullMarked;
