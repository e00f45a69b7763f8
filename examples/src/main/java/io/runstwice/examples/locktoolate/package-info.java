/**
 * The lock is there, one statement too late: the job looks whether the invoice is charged, then locks it, and acts on what it
 * saw before it had the lock. The second worker waits for the first, politely, and charges again. The twin decides by what it
 * reads under the lock.
 */
@NullMarked
package io.runstwice.examples.locktoolate;

import org.jspecify.annotations.NullMarked;
