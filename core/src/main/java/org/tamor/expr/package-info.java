/// Mathematical expressions: immutable trees, parsers, simplification and symbolic derivatives.
///
/// An [Expression] is a tree of records. Nothing here knows what a symbol stands for: names are
/// bound by the packages that use expressions. Booleans and numbers mix as in SBML Level 3 Version
/// 2: in a numeric place true is 1 and false is 0, in a boolean place any non-zero number is true.
@NullMarked
package org.tamor.expr;

import org.jspecify.annotations.NullMarked;
