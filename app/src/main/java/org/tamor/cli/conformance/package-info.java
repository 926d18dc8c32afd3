/// Commands that run published test suites.
@NullMarked
package org.tamor.cli.conformance;

import org.jspecify.annotations.NullMarked;
