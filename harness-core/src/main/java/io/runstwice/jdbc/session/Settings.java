package io.runstwice.jdbc.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of its session that a worker changed, with their former values.
 *
 * <p>They are read only when one is about to change: reading them all when a worker begins would cost round trips, and
 * could begin a transaction.
 */
public final class Settings {

    @FunctionalInterface
    private interface Undo {
        void run(Connection connection) throws SQLException;
    }

    private final ServerSession session;
    private final Isolation isolation;
    private final Map<String, Undo> undo = new LinkedHashMap<>();
    private boolean autoCommit = true;
    private @Nullable Boolean firstAutoCommit;

    Settings(ServerSession session, Isolation isolation) {
        this.session = session;
        this.isolation = isolation;
    }

    /** Another worker begins: the settings that it finds are those that are put back later. */
    void forget() {
        undo.clear();
        firstAutoCommit = null;
    }

    boolean autoCommit() {
        return autoCommit;
    }

    public void autoCommitSet(boolean before, boolean now) {
        if (firstAutoCommit == null) {
            firstAutoCommit = before;
        }
        autoCommit = now;
    }

    /** Before death is cleaned up: if the worker did not touch it, it is to stay as it is. */
    void keepAutoCommit() throws SQLException {
        if (firstAutoCommit == null) {
            firstAutoCommit = session.real().getAutoCommit();
        }
    }

    /** A setter is about to be called. */
    public void changing(String setter) throws SQLException {
        if (undo.containsKey(setter)) {
            return;
        }
        Connection real = session.real();
        switch (setter) {
            case "setReadOnly" -> keep(setter, real.isReadOnly(), Connection::setReadOnly);
            case "setTransactionIsolation" ->
                keep(setter, real.getTransactionIsolation(), Connection::setTransactionIsolation);
            case "setHoldability" -> keep(setter, real.getHoldability(), Connection::setHoldability);
            case "setCatalog" -> keep(setter, real.getCatalog(), Connection::setCatalog);
            case "setNetworkTimeout" ->
                keep(setter, real.getNetworkTimeout(), (to, time) -> to.setNetworkTimeout(Runnable::run, time));
            case "setSchema" -> changingSetting("search_path");
            default -> {}
        }
    }

    /** A setting of the server is about to be changed by SQL. */
    public void changingSetting(String name) throws SQLException {
        String key = "set " + name;
        if (!undo.containsKey(key)) {
            String before = session.dialect().sessions().setting(session.real(), name);
            undo.put(key, to -> session.dialect().sessions().set(to, name, before));
        }
    }

    private <T> void keep(String setter, T before, Putter<T> putter) {
        undo.put(setter, to -> putter.put(to, before));
    }

    @FunctionalInterface
    private interface Putter<T> {
        void put(Connection connection, T value) throws SQLException;
    }

    /** Puts all settings back to their values when this worker first used the session; outside a transaction. */
    void putBack() throws SQLException {
        Connection real = session.real();
        if (!undo.isEmpty()) {
            isolation.forget();
        }
        for (Undo one : undo.values()) {
            one.run(real);
        }
        if (firstAutoCommit != null) {
            autoCommit = firstAutoCommit;
            real.setAutoCommit(autoCommit);
        }
        forget();
    }
}
