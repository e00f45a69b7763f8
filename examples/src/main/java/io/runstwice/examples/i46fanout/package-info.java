/**
 * LaunchNotes' mail job looped over all recipients and kept no progress: after a failure Sidekiq "did not filter out
 * successful sends" and retried the whole batch (<a
 * href="https://status.launchnotes.com/incidents/01J364YWJ9TXQVSV95FG1MSDE0/write-up">write-up</a>). The twin keeps a
 * ledger of what was sent, unique per campaign and recipient, and sends under a key of the two, which covers the gap
 * between sending and noting.
 */
@NullMarked
package io.runstwice.examples.i46fanout;

import org.jspecify.annotations.NullMarked;
