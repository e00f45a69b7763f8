package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.Silence;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.sql.Detail;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Worker;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a job collected to send at once.
 *
 * <p>Within a transaction they are one interaction. In autocommit a batch may be committed in pieces, so a worker can
 * die between its rows: then it is sent piece by piece.
 */
final class Batch {

    private static final int MOST_PIECES = 20;

    private record Entry(String sql, @Nullable Parameters parameters) {}

    /** The statement that a batch is sent by, when it is sent. */
    @FunctionalInterface
    interface Sender {
        Statement get() throws Exception;
    }

    private final Session session;
    private final Sender statement;
    private final List<Entry> entries = new ArrayList<>();

    Batch(Session session, Sender statement) {
        this.session = session;
        this.statement = statement;
    }

    void add(String sql) {
        entries.add(new Entry(sql, null));
    }

    void add(String sql, Parameters parameters) {
        entries.add(new Entry(sql, parameters));
    }

    void clear() {
        entries.clear();
    }

    int[] run(@Nullable Worker worker, JdbcTap tap, boolean wantsKeys) throws Exception {
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        if (all.isEmpty()) {
            return statement.get().executeBatch();
        }
        int[] counts = new int[all.size()];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
        int size = pieceSize(all.size(), wantsKeys);
        BatchUpdateException failure = null;
        for (int from = 0; from < all.size(); from += size) {
            List<Entry> piece = all.subList(from, Math.min(from + size, all.size()));
            try {
                put(run(worker, tap, piece), counts, from);
            } catch (BatchUpdateException refusal) {
                put(refusal.getUpdateCounts(), counts, from);
                failure = chained(failure, refusal);
                if (!session.dialect().sql().batchGoesOn()) {
                    break;
                }
            }
        }
        if (failure != null) {
            throw whole(failure, counts);
        }
        return counts;
    }

    private int pieceSize(int rows, boolean wantsKeys) throws SQLException {
        if (rows == 1 || !session.real().getAutoCommit()) {
            return rows;
        }
        if (wantsKeys) {
            session.context()
                    .gate()
                    .note("a batch of " + rows
                            + " rows in autocommit was run in one piece, because its generated keys were asked for");
            return rows;
        }
        if (rows > MOST_PIECES) {
            session.context()
                    .gate()
                    .note("a batch of " + rows + " rows in autocommit was cut into " + MOST_PIECES
                            + " pieces: no worker was killed within one");
        }
        return (rows + MOST_PIECES - 1) / MOST_PIECES;
    }

    private int[] run(@Nullable Worker worker, JdbcTap tap, List<Entry> piece) throws Exception {
        Entry first = piece.get(0);
        String text = first.parameters() != null
                ? first.sql()
                : String.join("; ", piece.stream().map(Entry::sql).distinct().toList());
        Sql sql = session.context().reader().read(text);
        if (worker != null) {
            piece.forEach(this::hear);
        }
        String detail = Detail.of(
                sql.phrases,
                first.parameters() == null ? List.of() : first.parameters().values(),
                session.context().catalog()::columns);
        String shown = piece.size() > 1 ? detail + " × " + piece.size() : detail;
        return tap.pass(
                worker,
                sql,
                shown,
                () -> piece.stream()
                        .flatMap(entry ->
                                Words.of(session.context().reader().read(entry.sql()), entry.parameters()).stream())
                        .toList(),
                Silence.LOSSES,
                statement.get(),
                piece.size() > 1,
                () -> send(piece));
    }

    private void hear(Entry entry) {
        TapContext context = session.context();
        Parameters parameters = entry.parameters();
        context.sends(context.reader().read(entry.sql()), () -> parameters == null ? List.of() : parameters.values());
    }

    private int[] send(List<Entry> piece) throws Exception {
        Statement real = statement.get();
        for (Entry entry : piece) {
            if (entry.parameters() == null) {
                real.addBatch(session.told(entry.sql()));
            } else {
                apply(entry.parameters(), real);
                ((PreparedStatement) real).addBatch();
            }
        }
        return real.executeBatch();
    }

    private static void apply(Parameters parameters, Statement real) throws Exception {
        try {
            parameters.applyTo(real);
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(int[] part, int[] all, int from) {
        System.arraycopy(part, 0, all, from, Math.min(part.length, all.length - from));
    }

    private static BatchUpdateException chained(@Nullable BatchUpdateException first, BatchUpdateException next) {
        if (first == null) {
            return next;
        }
        first.setNextException(next);
        return first;
    }

    /** One exception for the whole batch, as the driver would have thrown it. */
    private BatchUpdateException whole(BatchUpdateException failure, int[] counts) {
        if (failure.getUpdateCounts().length == counts.length) {
            return failure;
        }
        BatchUpdateException whole = new BatchUpdateException(
                failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), counts, failure.getCause());
        SQLException next = failure.getNextException();
        if (next != null) {
            whole.setNextException(next);
        }
        return whole;
    }
}
