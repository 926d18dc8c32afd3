/// How many animals the next study needs, and studies simulated from a fitted model.
@NullMarked
package org.tamor.tumour.power;

import org.jspecify.annotations.NullMarked;
