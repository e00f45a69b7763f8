/**
 * Hitobito read an invoice's number before the invoice was stored and moved the counter after it, in a transaction of
 * its own; two large runs in two workers gave several invoices one number, and payments were matched to the wrong one
 * (<a href="https://github.com/hitobito/hitobito/issues/4005">issue 4005</a>). The twin holds the counter from its
 * first statement to its commit, and looks whether the order has its invoice.
 */
@NullMarked
package io.runstwice.examples.i21numbers;

import org.jspecify.annotations.NullMarked;
