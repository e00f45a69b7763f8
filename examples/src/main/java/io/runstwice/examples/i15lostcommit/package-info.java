/**
 * A connection that drops during COMMIT leaves open whether the transaction took place; the retry helper of the Neo4j
 * driver, like others, took it for a conflict and ran the unit of work again, after it had been committed (<a
 * href="https://github.com/neo4j/neo4j-java-driver/pull/593">pull request 593</a>). A check before the helper does not
 * help, since only the body is repeated. The twin inserts the operation's id under a unique constraint in the
 * transaction itself, so that a repetition finds it.
 */
@NullMarked
package io.runstwice.examples.i15lostcommit;

import org.jspecify.annotations.NullMarked;
