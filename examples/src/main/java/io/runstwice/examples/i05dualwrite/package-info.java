/**
 * A service that commits to its database and then publishes loses the event for ever if it dies in between; the
 * maintainer agreed that "there is indeed a defect" (<a
 * href="https://github.com/kbastani/event-sourcing-microservices-example/issues/28">issue 28</a>). The second run finds
 * the row updated and has nothing to say. The twin writes the event into an outbox in the same transaction, and the
 * worker that runs next publishes what is still in it, under an id that the consumer knows again.
 */
@NullMarked
package io.runstwice.examples.i05dualwrite;

import org.jspecify.annotations.NullMarked;
