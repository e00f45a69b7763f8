package io.runstwice.jdbc.session;

import io.runstwice.jdbc.schema.StatementFootprints;
import io.runstwice.jdbc.schema.Touch;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.state.GeneratorDraws;
import io.runstwice.world.Footprint;
import java.sql.SQLException;
import java.util.Set;

/** The locks that a session may hold beyond its transactions: they end when it is closed, and others notice that. */
public final class SessionLocks {

    private static final Set<String> TAKES = Set.of(
            "pg_advisory_lock",
            "pg_advisory_lock_shared",
            "pg_try_advisory_lock",
            "pg_try_advisory_lock_shared",
            "get_lock");

    private final ServerSession session;
    private final GeneratorDraws draws;
    private Footprint held = Footprint.none();

    SessionLocks(ServerSession session, GeneratorDraws draws) {
        this.session = session;
        this.draws = draws;
    }

    /** A statement has been sent; whether it was refused says nothing. */
    void sent(Sql sql, Touch touch) {
        if (draws.isOfSequences(sql)) {
            return; // not all runs draw, and to draw takes no lock
        }
        if (sql.phrases.stream().anyMatch(phrase -> phrase.functions.stream().anyMatch(TAKES::contains))) {
            held = held.and(new Footprint(Set.of(), Set.of(StatementFootprints.ADVISORY)));
        } else if (touch == Touch.EVERYTHING || sql.phrases.stream().anyMatch(phrase -> phrase.verb.equals("LOCK"))) {
            // code of the user may take such a lock, and MariaDB locks tables for as long as a session lives
            held = Footprint.writingAll();
        }
    }

    /** Whether closing the session may let others go on. */
    public boolean mayHold() throws SQLException {
        return !held.equals(Footprint.none()) && session.dialect().sessions().mayHoldLocks(session.real());
    }

    /** The footprint that is released. */
    Footprint held() {
        return held;
    }

    /** They are gone. */
    void released() {
        held = Footprint.none();
    }
}
