package io.runstwice.http;

import io.runstwice.world.Snapshot;
import io.runstwice.world.State;

/** What is known of a real service at one moment. The service itself is put back by the test's reset. */
record RealSnapshot(RequestLedger ledger, State memory) implements Snapshot {}
