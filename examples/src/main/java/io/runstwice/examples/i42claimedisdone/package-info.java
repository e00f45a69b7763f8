/**
 * OpenMeter noted an event as seen before it was metered; when metering failed, the retry found a duplicate and
 * answered success, and the event was metered zero times (<a
 * href="https://github.com/openmeterio/openmeter/issues/5118">issue 5118</a>). "Claimed" was taken for "done". The twin
 * writes the note and the effect in one transaction.
 */
@NullMarked
package io.runstwice.examples.i42claimedisdone;

import org.jspecify.annotations.NullMarked;
