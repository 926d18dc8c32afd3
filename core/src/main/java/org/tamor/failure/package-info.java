/// What can go wrong, as one family of exceptions.
///
/// Every failure that a user can meet carries a stable code, says what is wrong, where (file, line, column or row,
/// element) and what to do. The command line turns a failure into one line on standard error and the exit code of its
/// kind: 2 bad input, 3 environment, 4 numerical failure.
@NullMarked
package org.tamor.failure;

import org.jspecify.annotations.NullMarked;
