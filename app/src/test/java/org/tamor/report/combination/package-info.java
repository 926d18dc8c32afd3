@NullMarked
package org.tamor.report.combination;

import org.jspecify.annotations.NullMarked;
