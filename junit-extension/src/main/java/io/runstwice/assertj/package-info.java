/** Verdicts in AssertJ's words. */
@NullMarked
package io.runstwice.assertj;

import org.jspecify.annotations.NullMarked;
