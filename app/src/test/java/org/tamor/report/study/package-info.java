@NullMarked
package org.tamor.report.study;

import org.jspecify.annotations.NullMarked;
