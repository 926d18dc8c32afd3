/// The command on schedules of doses.
@NullMarked
package org.tamor.cli.regimen;

import org.jspecify.annotations.NullMarked;
