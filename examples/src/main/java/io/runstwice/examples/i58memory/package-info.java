/**
 * A consumer of Apache Camel could begin with an empty memory of what it had consumed, and then consumed everything
 * once more (<a href="https://github.com/apache/camel/pull/12797">pull request 12797</a>). The same holds for every set
 * of message ids in static memory: a deploy, a crash or a second replica has never seen them. The twin keeps them in
 * the database, in the transaction of the effect.
 */
@NullMarked
package io.runstwice.examples.i58memory;

import org.jspecify.annotations.NullMarked;
