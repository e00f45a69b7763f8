package io.runstwice.jdbc.state;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.sql.NowInWords;
import io.runstwice.jdbc.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What workers were seen to do with a database, as far as that decides how its rows are read, put back, compared and
 * made older. Thread-safe.
 */
public final class ObservedUse {

    private final Touched touched = new Touched();
    private final Unordered unordered = new Unordered();
    private final GeneratorDraws draws = new GeneratorDraws();
    private final Lookers lookers = new Lookers();
    private volatile boolean acted;
    private volatile boolean locks;
    private volatile boolean readsNow;
    private volatile boolean nowInWords;

    /** An exploration begins, and hears of each fact that becomes known. */
    public void begin(Consumer<String> shows) {
        locks = false;
        readsNow = false;
        nowInWords = false;
        lookers.begin(shows);
    }

    /** The tables that may have been written since the harness last looked. */
    public Touched touched() {
        return touched;
    }

    /** The tables whose physical order the job reads. */
    public Unordered unordered() {
        return unordered;
    }

    /** What workers draw from generators. */
    public GeneratorDraws draws() {
        return draws;
    }

    /** Which clock the job looks at each time with. */
    public Lookers lookers() {
        return lookers;
    }

    /** A worker has used the database: from now on the tap knows who writes what. */
    public void workerActed() {
        acted = true;
    }

    public boolean hasActed() {
        return acted;
    }

    public void nobodyActed() {
        acted = false;
    }

    /** A worker is about to send this. */
    public void sends(Sql sql) {
        readsNow |= sql.readsNow();
    }

    /** The same with its parameters, while the controlled clock stands there. */
    public void sends(Sql sql, List<@Nullable Object> parameters, Instant clock, Catalog catalog) {
        nowInWords |= !nowInWords
                && sql.readsNow()
                && sql.phrases.stream().anyMatch(phrase -> NowInWords.isIn(phrase.tokens));
        lookers.hear(sql, parameters, clock, catalog);
    }

    /** Whether a worker has asked the database what time it is. */
    public boolean readsNow() {
        return readsNow;
    }

    /** Whether a worker has had a text or a number made of now. */
    public boolean saysNowInWords() {
        return nowInWords;
    }

    /** Whether this statement, or one before it in this exploration, skips what is locked or refuses to wait for it. */
    public boolean looksAtLocks(Sql sql) {
        locks |= sql.looksAtLocks();
        return locks;
    }
}
