/**
 * Hex.pm's queue rescued jobs that had run for six minutes, and the nightly statistics took between nine and 47: for a
 * week two or three runs of the same job overlapped, each deleting a day and inserting it
 * (<a href="https://github.com/hexpm/hexpm/pull/1825">pull request 1825</a>). That the queue held the job only once was
 * of no help: it was the same message, handed out again. One run after the other is harmless, since each begins with
 * the deletion; the rescued one deletes before the other inserts. The twin writes each day and package under a unique
 * key and deletes nothing, in one transaction: runs that overlap waste time, and write the same.
 */
@NullMarked
package io.runstwice.examples.i22rescuer;

import org.jspecify.annotations.NullMarked;
