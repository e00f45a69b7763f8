package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.guard.GuardRemoval;
import io.runstwice.jdbc.session.Accesses;
import io.runstwice.jdbc.session.Outcome;
import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Access;
import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One interaction with a database, as it stands at the gate. */
final class SqlCall<T> implements Call<T> {

    /** The call that is really made. */
    @FunctionalInterface
    interface Doing<T> {
        T now() throws Exception;
    }

    private final Session session;
    private final Sql sql;
    private final Interaction interaction;
    private final Supplier<List<String>> what;
    private final @Nullable Worker owner;
    private final @Nullable Statement statement;
    private final Doing<T> doing;
    private boolean wroteBefore;
    private boolean expires;
    private @Nullable Loss losing;
    private @Nullable RealLoss loss;
    private @Nullable StatementInFlight<T> flight;
    private @Nullable Effect effect;
    private Access access = Access.none();

    /**
     * One that was not sent yet.
     *
     * @param what tells it, or each row that it adds, from others that look the same in a story; never shown
     */
    SqlCall(
            Session session,
            Sql sql,
            Interaction interaction,
            Supplier<List<String>> what,
            @Nullable Worker owner,
            @Nullable Statement statement,
            Doing<T> doing) {
        this.session = session;
        this.sql = sql;
        this.interaction = interaction;
        this.what = what;
        this.owner = owner;
        this.statement = statement;
        this.doing = doing;
    }

    @Override
    public Interaction interaction() {
        return interaction;
    }

    @Override
    public void arrive() {
        flight = new StatementInFlight<>(session, statement);
        flight.begin(this::begin, doing);
    }

    private void begin() throws SQLException {
        if (owner != null) {
            session.context().observer().sends(sql);
            session.context().pasts().mustBeClear(sql, session.standing());
            UnsupportedUse.of(sql, session);
            session.context().observer().takes(sql);
        }
        GuardRemoval guardRemoval = session.context().absentGuard().now();
        if (guardRemoval != null && owner != null) {
            guardRemoval.before(owner, interaction);
        }
        SettingsInSql.changing(sql, session);
        wroteBefore =
                session.effects().commits(sql) && session.transactionFootprint().mayHaveWritten();
        session.waiting().begins(sql, owner, expires);
        if (losing != null) {
            loss = RealLoss.of(session, losing, session.effects().commits(sql)); // last: nothing else may be lost
        }
        session.sending(sql, statement);
    }

    private T done() throws Exception {
        StatementInFlight<T> held = flight;
        if (held == null) {
            return doing.now();
        }
        // its write appears now, perhaps long after another worker looked
        session.context().observer().touches(sql);
        return held.end();
    }

    @Override
    public T proceed() throws Exception {
        if (flight == null) {
            begin();
        }
        boolean succeeded = false;
        long rows = -1;
        try {
            T value = done();
            succeeded = true;
            rows = Counts.rows(value);
            effect = effect(value);
            access = accesses().of(sql, what.get(), effect, rows);
            return value;
        } catch (SQLException refusal) {
            effect = effectOf(refusal);
            access = isRollback(refusal)
                    ? accesses().rolledBack(sql)
                    : accesses().of(sql, what.get(), effect, rows);
            if (loss != null) {
                loss.felt(refusal);
            }
            throw refusal;
        } finally {
            session.waiting().ended();
            session.sent(sql, new Outcome(effect != Effect.NONE, succeeded, rows));
            GuardRemoval guardRemoval = session.context().absentGuard().now();
            if (guardRemoval != null && owner != null) {
                guardRemoval.after(owner, interaction, effect);
            }
        }
    }

    private Accesses accesses() {
        return session.transactionFootprint().accesses();
    }

    /**
     * Class 40 of the SQL standard: the transaction was rolled back, by a deadlock or because it cannot be serialized.
     */
    private static boolean isRollback(SQLException refusal) {
        String state = refusal.getSQLState();
        return state != null && state.startsWith("40");
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public void expire() {
        expires = true;
    }

    private Effect effectOf(SQLException refusal) {
        if (loss != null) {
            return loss.effect(
                    interaction.reads(), wroteBefore, session.effects().commits(sql));
        }
        String state = refusal.getSQLState();
        boolean unknown = state != null && state.startsWith("08");
        boolean pieces = refusal instanceof java.sql.BatchUpdateException;
        return unknown
                        || pieces
                        || hasCommittedFirst(refusal)
                        || session.context().catalog().leavesTrace(sql)
                ? Effect.DURABLE
                : Effect.NONE;
    }

    /** Whether a refused statement has committed: one that commits without being asked does so before it fails. */
    private boolean hasCommittedFirst(SQLException refusal) {
        try {
            return wroteBefore
                    && !sql.commits()
                    && !isRollback(refusal)
                    && !session.isGone()
                    && !session.transactionFootprint().mayHaveWritten();
        } catch (SQLException gone) {
            return false;
        }
    }

    private Effect effect(@Nullable T value) throws SQLException {
        if (interaction.reads() || session.context().catalog().staysInSession(sql)) {
            return wroteBefore ? Effect.DURABLE : Effect.NONE;
        }
        if (sql.ends()) {
            return wroteBefore ? Effect.DURABLE : Effect.NONE;
        }
        if (session.context().catalog().leavesTrace(sql) || wroteBefore) {
            return Effect.DURABLE;
        }
        Phrase only = sql.only();
        if (only != null && session.context().catalog().isPlainWrite(only) && Counts.rows(value) == 0) {
            return Effect.NONE;
        }
        return session.transactionAfter() == TransactionStatus.NONE ? Effect.DURABLE : Effect.PENDING;
    }

    @Override
    public Reply reply(@Nullable T value, @Nullable Exception thrown) {
        Effect seen = effect == null ? Effect.NONE : effect;
        if (thrown == null) {
            return new Reply(Counts.text(value), seen);
        }
        if (loss != null) {
            return new Reply(lost(thrown), seen);
        }
        String state = thrown instanceof SQLException refusal && refusal.getSQLState() != null
                ? refusal.getSQLState() + " "
                : "";
        return new Reply(
                state + String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""), seen);
    }

    private static String lost(Exception thrown) {
        String state = thrown instanceof SQLException refusal ? " " + refusal.getSQLState() : "";
        return thrown.getClass().getSimpleName() + state + ": " + thrown.getMessage();
    }

    @Override
    public void losing(Loss message) {
        losing = message;
    }

    @Override
    public Exception lose(Loss message) {
        if (message == Loss.REQUEST) {
            loss = RealLoss.of(session, message, session.effects().commits(sql));
            send();
        }
        RealLoss real = loss;
        return real == null ? session.lose() : real.over(interaction.label());
    }

    /** Into a link that is cut. */
    private void send() {
        RealLoss real = loss;
        if (real != null) {
            try {
                doing.now();
            } catch (Exception thrown) {
                real.felt(thrown);
            }
        }
    }
}
