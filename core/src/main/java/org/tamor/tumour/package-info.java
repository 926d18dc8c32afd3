/// Tumour volumes of animals over time: real or virtual studies of xenografts.
///
/// A [TumourStudy] has arms, an [Arm] has animals, an [Animal] has volumes by day. Volumes are in
/// mm3, days count from the start of treatment. `mixed` fits growth by a linear mixed model,
/// `metrics` says what is usually reported of each arm and animal, `survival` analyses times to
/// progression, `growth` fits growth laws, `power` plans the next study and `analysis` puts
/// everything together into a verdict.
@NullMarked
package org.tamor.tumour;

import org.jspecify.annotations.NullMarked;
