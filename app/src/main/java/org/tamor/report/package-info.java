/// Pages that need no network: their template, their tables and figures.
///
/// The pages of each subject have a room of their own beneath.
@NullMarked
package org.tamor.report;

import org.jspecify.annotations.NullMarked;
