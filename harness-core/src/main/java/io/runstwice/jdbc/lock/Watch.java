package io.runstwice.jdbc.lock;

import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.dialect.Locking.Blocked;
import io.runstwice.jdbc.source.HarnessConnections;
import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.source.Pools;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Gate;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at the locks while workers act, on a connection of its own: every other one may be waiting. For one thread. */
public final class Watch {

    private final LazyDataSource source;
    private final Contenders contenders;
    private final Locking locking;
    private @Nullable Connection connection;
    private boolean blind;

    public Watch(LazyDataSource source, Contenders contenders, Locking locking) {
        this.source = source;
        this.contenders = contenders;
        this.locking = locking;
    }

    /**
     * An exploration begins.
     *
     * @param known a session like the job's
     * @return the rules that are known from now on
     */
    public WaitRules begin(Connection known, Gate gate) throws SQLException {
        boolean chooses = locking.chooses(known);
        WaitRules rules = new WaitRules(
                !locking.expiresByItself() && locking.timeouts(known).any(), chooses);
        if (!chooses) {
            gate.note("who is the victim of a deadlock was the server's choice, because this user may not set"
                    + " deadlock_timeout: grant set on parameter deadlock_timeout to it");
        }
        HarnessConnections own = source.harness();
        if (own.areFree()) {
            return rules;
        }
        if (own.areThere()) {
            connect(); // before workers take them all
        } else {
            blind = true;
            gate.note(blindSpot());
        }
        return rules;
    }

    /** The reason why waits for locks cannot be told; an empty text if they can. */
    public String blindSpot() {
        return blind
                ? "who waits for whose lock was not seen, because " + Pools.described(source.get())
                        + " has no connection to spare. " + Pools.WAY_OUT
                : "";
    }

    private Connection connect() throws SQLException {
        Connection mine = connection;
        if (mine == null) {
            mine = source.harness().connection();
            if (source.harness().areFree()) {
                locking.asksFrom(mine);
            }
            connection = mine;
        }
        return mine;
    }

    public void close() throws SQLException {
        Connection mine = connection;
        connection = null;
        if (mine != null) {
            mine.close();
        }
    }

    public Optional<Wait> waits(Worker worker) throws SQLException {
        List<Contender> its = contenders(one -> isOf(one, worker));
        if (blind || its.isEmpty()) {
            return Optional.empty();
        }
        Blocked blocked = locking.blocked(
                connect(),
                its.stream().map(Contender::number).toList(),
                its.stream()
                        .filter(Contender::looksAtOnce)
                        .map(Contender::number)
                        .toList());
        return blocked == null ? Optional.empty() : wait(blocked, its);
    }

    /**
     * A wait that is to expire at once is none, however early it is seen: it would pass on a turn that the schedule did
     * not. That is asked last, since it may have begun while the server was asked.
     */
    private Optional<Wait> wait(Blocked blocked, List<Contender> its) {
        return its.stream()
                .filter(one -> one.number() == blocked.session() && !one.expiresNow())
                .findFirst()
                .map(one -> new Wait(holders(blocked.by()), lock(blocked, one.running()), one.expires()));
    }

    private Set<Worker> holders(Set<Long> numbers) {
        Set<Worker> holders = new HashSet<>();
        for (Contender one : contenders(one -> numbers.contains(one.number()))) {
            Worker user = one.user();
            if (user != null && !user.isDead()) {
                holders.add(user);
            }
        }
        return holders;
    }

    /**
     * The server may know no more than that another transaction has to end first; the statement says of which table.
     */
    private static String lock(Blocked blocked, @Nullable Sql running) {
        String lock = blocked.lock();
        Phrase only = running == null ? null : running.only();
        String subject = only == null ? null : only.subject();
        if (lock != null) {
            return lock;
        } else if (subject == null) {
            return "a transaction";
        }
        return (only.verb.equals("INSERT") ? "a key of " : "a row of ") + subject;
    }

    private List<Contender> contenders(Predicate<Contender> which) {
        return contenders.all().stream()
                .filter(one -> one.number() != Locking.UNKNOWN)
                .filter(which)
                .toList();
    }

    private static boolean isOf(Contender session, Worker worker) {
        Worker user = session.user();
        // one worker can have been found in more than one way
        return user != null && user.name().equals(worker.name());
    }

    public void sacrifice(Worker worker) throws SQLException {
        for (Contender one : contenders(one -> one.user() != null)) {
            if (isOf(one, worker)) {
                one.sacrifice();
            } else {
                one.spare();
            }
        }
    }
}
