/// What is usually reported of arms and animals: means by day, inhibition, delay, rates, response
/// categories.
@NullMarked
package org.tamor.tumour.metrics;

import org.jspecify.annotations.NullMarked;
