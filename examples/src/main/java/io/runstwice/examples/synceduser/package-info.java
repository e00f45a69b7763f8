/**
 * Seed: {@code user.update!(synced_at: Time.current)} needs no cure, because running it twice leaves what running it
 * once leaves. Counting the runs instead turns every redelivery into a wrong number.
 */
@NullMarked
package io.runstwice.examples.synceduser;

import org.jspecify.annotations.NullMarked;
