@NullMarked
package org.tamor.report.figure.study;

import org.jspecify.annotations.NullMarked;
