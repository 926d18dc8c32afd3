/// Simulation experiments in SED-ML, carried out.
///
/// An [Experiment] takes a document of [org.tamor.format.sedml], loads and changes its models
/// ([ModelLibrary]), runs its tasks ([TaskRunner]) with the methods that [Kisao] finds for their
/// algorithms, and computes the data generators: arrays with one dimension for each repetition and
/// one for time. Tables and plots are made of these by whoever shows them.
///
/// The package stands between the reader of documents, which knows nothing of solvers, and reports:
/// it may import the formats, the deterministic and the stochastic simulators, and nobody but
/// reports, commands and conformance tests may import it.
///
/// ## The state of models
///
/// A task starts from its model's initial state. In a repeated task the state goes on from subtask
/// to subtask, and from one iteration to the next unless `resetModel` is set; a reset is followed
/// by the changes of enclosing repeated tasks. `setValue` sets the present value: initial
/// assignments are not computed again. A uniform time course begins at its `initialTime` whatever
/// the time was before. Delayed events that wait at the end of a run, and what `delay()` remembers,
/// are not carried over; [Experiment#notes] says so where a model has them.
@NullMarked
package org.tamor.sedml;

import org.jspecify.annotations.NullMarked;
