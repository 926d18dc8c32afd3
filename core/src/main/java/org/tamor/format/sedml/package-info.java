/// SED-ML and COMBINE archives: reading of simulation experiments, Level 1 Versions 1 to 4.
///
/// [SedmlReader] turns a document into a [SedmlDocument] of immutable records; [SedmlChecker] finds
/// what does not fit together; [OmexArchive] reads an archive (OMEX) into memory. What the words of
/// a document do to models and solvers is for [org.tamor.sedml].
///
/// Files are not trusted. Of XML, a document type declaration, more than 64 MiB or more than 400
/// nested elements are refused; of archives, entries that are encrypted, given twice, lie outside
/// or unpack to more than 64 MiB each or 256 MiB together. A document reads only files beside or
/// below it.
///
/// References: Smith et al., J. Integr. Bioinform. 18 (2021) 20210021 (Level 1 Version 4); Bergmann
/// et al., J. Integr. Bioinform. 15 (2018) 20170086 (Version 3), 12 (2015) 262 (Version 2);
/// Waltemath et al., BMC Syst. Biol. 5 (2011) 198 (Version 1); Bergmann et al., BMC Bioinformatics
/// 15 (2014) 369 (COMBINE archive).
@NullMarked
package org.tamor.format.sedml;

import org.jspecify.annotations.NullMarked;
