/// PEtab version 2: parameter estimation problems as a YAML file and tab-separated tables.
///
/// [PetabReader] reads a problem and its models, checks every table and every reference between
/// them, and names file and row of what is wrong; [PetabWriter] writes one. A [PetabProblem] is
/// what the files say, nothing computed. Reference:
/// <https://petab.readthedocs.io/en/latest/v2/documentation_data_format.html>.
@NullMarked
package org.tamor.format.petab;

import org.jspecify.annotations.NullMarked;
