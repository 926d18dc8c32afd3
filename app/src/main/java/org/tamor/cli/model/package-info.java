/// Commands on single models and simulation experiments.
@NullMarked
package org.tamor.cli.model;

import org.jspecify.annotations.NullMarked;
