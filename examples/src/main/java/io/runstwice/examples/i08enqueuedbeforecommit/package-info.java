/**
 * Discourse enqueued jobs inside the transaction that wrote what the jobs were about (<a
 * href="https://github.com/discourse/discourse/pull/11293">pull request 11293</a>). A worker can be faster than a
 * COMMIT: it looks for the row, finds none, shrugs and acknowledges, and the mail never goes out. Both halves are
 * mended: the producer writes the message into an outbox and enqueues it when it is committed, and the job takes "not
 * found" for "not yet".
 */
@NullMarked
package io.runstwice.examples.i08enqueuedbeforecommit;

import org.jspecify.annotations.NullMarked;
