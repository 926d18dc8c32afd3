/// The command on measurements of drug combinations.
@NullMarked
package org.tamor.cli.combination;

import org.jspecify.annotations.NullMarked;
