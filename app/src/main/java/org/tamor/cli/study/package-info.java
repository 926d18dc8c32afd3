/// The command that runs a study.
@NullMarked
package org.tamor.cli.study;

import org.jspecify.annotations.NullMarked;
