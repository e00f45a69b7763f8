/** Effects of any other kind, that a job has through a callback: mails, messages. */
@NullMarked
package io.runstwice.effect;

import org.jspecify.annotations.NullMarked;
