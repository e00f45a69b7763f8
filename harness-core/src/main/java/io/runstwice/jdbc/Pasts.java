package io.runstwice.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The transactions of one database in which time has passed. Thread-safe. */
final class Pasts {

    private final Wire wire;
    private final List<Standing.Ended> ended = new ArrayList<>();
    private volatile @Nullable Boolean stands;
    private volatile Set<String> hidden = Set.of();
    private volatile Duration ahead = Duration.ZERO;

    Pasts(Wire wire) {
        this.wire = wire;
    }

    /** An exploration begins. */
    void forget() {
        stands = null;
        hidden = Set.of();
        ahead = Duration.ZERO;
        take();
    }

    /** Statements of workers see now as so much later. */
    void showNow(Duration later) {
        ahead = later;
    }

    /** Time passes, while every worker stands still. */
    void passes(Duration time, HarnessSession harness) throws SQLException {
        if (!wire.far().all().isEmpty()) {
            wire.gate()
                    .note(
                            "what a transaction in a process of its own saw as now() was not moved back when time passed meanwhile");
        }
        if (wire.sessions().isEmpty()) {
            return;
        }
        harness.with(connection -> {
            Dialect dialect = wire.source().dialect(connection);
            if (stands == null) {
                stands = dialect.nowStands(connection);
                hidden = Boolean.TRUE.equals(stands) ? dialect.hiddenNows(connection) : Set.of();
            }
            if (Boolean.TRUE.equals(stands)) {
                for (Session session : wire.sessions()) {
                    session.passes(time, connection);
                }
            }
            return null;
        });
    }

    /** What a session says in its transaction, so that it hears the now of that. */
    String told(String sql, Session session) {
        Now.Shift shift = new Now.Shift(session.standing().behind(), ahead);
        return shift.isNone() ? sql : Now.told(sql, shift, wire.source().hasBackslashes(), session.dialect()::earlier);
    }

    /** Nothing that this statement touches may ask for now where nobody can answer otherwise. */
    void mustBeClear(Sql sql, Standing standing) {
        if (standing.behind().isZero()) {
            return;
        }
        String block = Now.hiddenIn(sql);
        String hider = block == null ? hider(sql) : "a block of code";
        if (hider != null) {
            wire.gate()
                    .doubt("time passed within a transaction, and \"" + sql.label + "\" asks for its now() in " + hider
                            + ", which cannot be moved back. Let it take the time as a parameter");
        }
    }

    private @Nullable String hider(Sql sql) {
        for (Phrase phrase : sql.phrases) {
            boolean changes = !phrase.isQuery();
            for (Token token : phrase.tokens) {
                String name = token.isName() ? token.text().toLowerCase(Locale.ROOT) : "";
                if (hidden.contains(name)) {
                    return name;
                } else if (changes && hidden.contains("changes of " + name)) {
                    return "a trigger or default of " + name;
                }
            }
        }
        return null;
    }

    synchronized void ended(Standing.@Nullable Ended transaction) {
        if (transaction != null) {
            ended.add(transaction);
        }
    }

    synchronized boolean hasEnded() {
        return !ended.isEmpty();
    }

    synchronized List<Standing.Ended> take() {
        List<Standing.Ended> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }
}
