/**
 * Hitobito relayed each list mail to all recipients and then deleted it from the mailbox; when the deletion failed,
 * every run relayed it again, up to 50 times (<a href="https://github.com/hitobito/hitobito/issues/492">issue 492</a>).
 * The acknowledgement came after the effect, and the receiver could not tell a repetition. The cure is a receiver that
 * takes a key of message and recipient; without one no code is exactly-once, and the job can only be declared at least
 * once.
 */
@NullMarked
package io.runstwice.examples.i03listmail;

import org.jspecify.annotations.NullMarked;
