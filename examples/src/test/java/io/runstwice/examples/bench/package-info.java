/** What an exploration costs, beside a loop written by hand that does the same deliveries. */
@NullMarked
package io.runstwice.examples.bench;

import org.jspecify.annotations.NullMarked;
