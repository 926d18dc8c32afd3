@NullMarked
package org.tamor.report.figure;

import org.jspecify.annotations.NullMarked;
