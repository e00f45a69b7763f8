package io.runstwice.jdbc.session;

import io.runstwice.jdbc.lock.Contender;
import io.runstwice.jdbc.lock.Contenders;
import io.runstwice.jdbc.lock.StatementObserver;
import io.runstwice.jdbc.schema.Schema;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.state.ObservedUse;
import java.util.function.Supplier;

/** Takes down what workers of this process do with a database. Thread-safe. */
final class LocalObserver implements StatementObserver {

    /** Listens to a channel before it is first notified. */
    interface Ear {
        void listen(String channel);
    }

    private final Supplier<Schema> schema;
    private final ObservedUse use;
    private final Contenders contenders;
    private final Ear ear;

    LocalObserver(Supplier<Schema> schema, ObservedUse use, Contenders contenders, Ear ear) {
        this.schema = schema;
        this.use = use;
        this.contenders = contenders;
        this.ear = ear;
    }

    @Override
    public void sends(Sql sql) {
        use.sends(sql);
    }

    @Override
    public void takes(Sql sql) {
        use.unordered().add(schema.get().orders().taken(sql));
    }

    @Override
    public void gave(Sql sql) {
        use.unordered().add(schema.get().orders().given(sql));
    }

    @Override
    public void touches(Sql sql) {
        use.touched().add(schema.get().catalog().touched(sql));
    }

    @Override
    public void notifies(String channel) {
        ear.listen(channel);
    }

    @Override
    public boolean begins(Contender session) {
        return contenders.othersThan(session);
    }

    @Override
    public void runs(Contender session, Sql sql) {
        // the session knows
    }

    @Override
    public void ended(Contender session) {
        // the session knows
    }
}
