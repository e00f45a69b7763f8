/**
 * Postal's eight workers selected unsent mails and updated them after they were sent; a few hundred people got the same
 * mail, up to 17 times (<a href="https://github.com/postalserver/postal/issues/2222">issue 2222</a>). Between the look
 * and the mark, every other worker sees the mail unsent too. The twin claims a mail before it sends it, for a time and
 * under its name, and refuses while another worker has it. That makes doubles rare. What makes them impossible is a
 * receiver that takes a key; without one the twin is declared at least once, because its claim can lapse while it
 * sends.
 */
@NullMarked
package io.runstwice.examples.i16unlockedmail;

import org.jspecify.annotations.NullMarked;
