/**
 * An idempotency middleware stored the key before the handler ran and the answer after it; a handler that died in
 * between left the key in progress, and every retry was refused for three days (<a
 * href="https://github.com/VilledeMontreal/express-idempotency/issues/32">issue 32</a>). The claim had no end. The twin
 * claims with a short lease, lets the next one take over when it has lapsed, and resumes under the gateway's own key.
 */
@NullMarked
package io.runstwice.examples.i33orphanedkey;

import org.jspecify.annotations.NullMarked;
