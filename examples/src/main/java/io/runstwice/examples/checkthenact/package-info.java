/**
 * Looks whether an invoice is charged, and charges it if not: four statements in one transaction. No crash can hurt it,
 * since a transaction is whole or was never there, and no repetition can, since it looks first. Two workers at once
 * can: both look before either has charged, and READ COMMITTED lets them. A lock that is taken one statement after the
 * look changes nothing. The fixed one takes the row's lock with the look.
 */
@NullMarked
package io.runstwice.examples.checkthenact;

import org.jspecify.annotations.NullMarked;
