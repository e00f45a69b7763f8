package io.runstwice.jdbc.session;

import io.runstwice.jdbc.dialect.Locking;
import io.runstwice.jdbc.dialect.TransactionStatus;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * The isolation of a session's transactions from others.
 *
 * <p>The server is asked, once per connection; the text of a statement only tells when to ask anew.
 */
public final class Isolation {

    private static final int UNKNOWN = -1;

    private final ServerSession session;
    private final Map<Long, Integer> known;
    private int level = UNKNOWN;
    private boolean own;

    /** @param known the levels of sessions in which no statement has changed it, by number */
    Isolation(ServerSession session, Map<Long, Integer> known) {
        this.session = session;
        this.known = known;
    }

    /** It may have changed. */
    public void forget() {
        level = UNKNOWN;
        own = true;
        known.remove(session.number());
    }

    /** This is about to be sent. */
    void sending(Sql sql) {
        if (sql.phrases.stream().anyMatch(Isolation::mentions) || (own && sql.ends())) {
            forget();
        }
    }

    private static boolean mentions(Phrase phrase) {
        return phrase.verb.equals("RESET")
                || phrase.verb.equals("DISCARD")
                || phrase.functions.contains("set_config")
                || phrase.tokens.stream()
                        .anyMatch(token -> token.text().toUpperCase(Locale.ROOT).contains("ISOLATION"));
    }

    /** Whether transactions see the rows as they were at their beginning. */
    boolean isSnapshot() {
        return level() >= Connection.TRANSACTION_REPEATABLE_READ;
    }

    /** Whether a transaction may be refused for what others read. */
    boolean isSerializable() {
        return level() >= Connection.TRANSACTION_SERIALIZABLE;
    }

    private int level() {
        if (level == UNKNOWN) {
            try {
                level = ask();
            } catch (SQLException silent) {
                return Connection.TRANSACTION_SERIALIZABLE; // in doubt the strictest
            }
        }
        return level;
    }

    private int ask() throws SQLException {
        Connection real = session.real();
        TransactionStatus transaction = session.transaction();
        if (transaction == TransactionStatus.FAILED) {
            throw new SQLException("a failed transaction answers nothing");
        }
        Integer before = own ? null : known.get(session.number());
        int now = before != null ? before : real.getTransactionIsolation();
        if (!own && transaction == TransactionStatus.NONE && session.number() != Locking.UNKNOWN) {
            known.put(session.number(), now);
        }
        return now;
    }
}
