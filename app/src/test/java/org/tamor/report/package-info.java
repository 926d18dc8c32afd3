@NullMarked
package org.tamor.report;

import org.jspecify.annotations.NullMarked;
