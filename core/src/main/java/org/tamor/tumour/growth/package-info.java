/// Growth laws of untreated and treated tumours, and how well each describes an arm.
@NullMarked
package org.tamor.tumour.growth;

import org.jspecify.annotations.NullMarked;
