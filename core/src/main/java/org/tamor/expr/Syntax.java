package org.tamor.expr;

/// The written forms of mathematics that [InfixParser] reads and [InfixPrinter] writes.
///
/// All share the operators, from the tightest: `^` (or `**`; to the right), unary `-`, `+` and `!`,
/// `* / %`, `+ -`, comparisons, and last `&&` and `||`, which PEtab and SBML's Level 3 formulas
/// rank alike and read from the left.
public enum Syntax {
    /// PEtab version 2 math expressions: `log(x, base)`, `log(x)` is natural.
    PETAB,
    /// PEtab's, with quoted text as an argument.
    CLAIM,
    /// Antimony, which follows libSBML's Level 3 formulas: `log(base, x)`, `log(x)` is natural,
    /// numbers may carry a unit (`3 nM`), comparisons chain, `pi`, `exponentiale` and `avogadro`
    /// are numbers.
    ANTIMONY;

    boolean texts() {
        return this == CLAIM;
    }

    boolean libSbml() {
        return this == ANTIMONY;
    }
}
