package io.runstwice.explore;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A small job drawn from a seed that locks, branches and writes in the ways in which two of its kind can meet.
 *
 * @param name how a failed comparison calls it
 * @param isolation of its connection
 * @param first what it does with every statement committed by itself
 * @param transaction whether the rest is one transaction
 * @param then the rest
 */
record GeneratedOverlap(String name, int isolation, List<OverlapOp> first, boolean transaction, List<OverlapOp> then) {

    private static final List<Integer> ISOLATIONS = List.of(
            Connection.TRANSACTION_READ_UNCOMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE,
            Connection.TRANSACTION_SERIALIZABLE);

    /** How a careful job begins. Not each is enough under each isolation, or before each of what follows. */
    private static final List<List<OverlapOp>> GUARDS = List.of(
            List.of(OverlapOp.RETURN_IF_DONE_LOCKED),
            List.of(OverlapOp.ADVISORY_LOCK, OverlapOp.RETURN_IF_DONE),
            List.of(OverlapOp.CLAIM_OR_RETURN),
            List.of(OverlapOp.CLAIM_OR_NOTE),
            List.of(OverlapOp.LOCK_BOTH_BY_VALUE, OverlapOp.RETURN_IF_DONE),
            List.of(OverlapOp.LOCK_BOTH_BY_CLAIM, OverlapOp.RETURN_IF_DONE),
            List.of(OverlapOp.RETURN_IF_DONE, OverlapOp.INSERT_UNIQUE),
            List.of(OverlapOp.RETURN_IF_DONE, OverlapOp.ADVISORY_LOCK),
            List.of(OverlapOp.RETURN_IF_DONE, OverlapOp.NOTE_LINES, OverlapOp.MARK_DONE, OverlapOp.DROP_CART),
            List.of(OverlapOp.RETURN_IF_DONE, OverlapOp.NOTE_AUDITS, OverlapOp.MARK_DONE, OverlapOp.STAMP_ONCE),
            List.of(OverlapOp.READ_SETTINGS, OverlapOp.READ_ADD_WRITE));

    /** What it does before its transaction begins: a look, or something whose answer differs between copies. */
    private static final List<OverlapOp> FIRST = List.of(
            OverlapOp.RETURN_IF_DONE,
            OverlapOp.RETURN_IF_DONE,
            OverlapOp.INSERT_UNIQUE_CAUGHT,
            OverlapOp.INSERT_UNIQUE_IGNORED,
            OverlapOp.READ_ADD_WRITE);

    private static final List<OverlapOp> LAST = List.of(
            OverlapOp.MARK_DONE,
            OverlapOp.MARK_DONE,
            OverlapOp.MARK_DONE,
            OverlapOp.STAMP_ONCE,
            OverlapOp.MARK_BY_FUNCTION,
            OverlapOp.INSERT_ITEM,
            OverlapOp.INSERT_UNIQUE_IGNORED);

    static GeneratedOverlap draw(long seed, int longest) {
        Random random = new Random(seed * 7_919);
        boolean careful = random.nextInt(4) > 0;
        boolean transaction = random.nextInt(careful ? 8 : 2) > 0;
        int isolation = one(ISOLATIONS, random);
        List<OverlapOp> first = transaction && random.nextInt(3) == 0 ? List.of(one(FIRST, random)) : List.of();
        List<OverlapOp> then = new ArrayList<>(careful ? one(GUARDS, random) : List.of());
        for (int left = (careful ? 0 : 1) + random.nextInt(longest); left > 0; left--) {
            then.add(one(List.of(OverlapOp.values()), random));
        }
        then.add(one(LAST, random));
        return new GeneratedOverlap("job " + seed, isolation, first, transaction, then);
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    GeneratedOverlap isolated(int other) {
        return new GeneratedOverlap(name, other, first, transaction, then);
    }

    /** With a look at what no worker changes before each step. */
    GeneratedOverlap amongInnocentReads() {
        List<OverlapOp> more = then.stream()
                .flatMap(op -> Stream.of(OverlapOp.READ_SETTINGS, op))
                .toList();
        return new GeneratedOverlap(name, isolation, first, transaction, more);
    }

    void perform(DataSource database, URI gateway) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(isolation);
            OverlapDelivery delivery = new OverlapDelivery(connection, gateway);
            if (!doesAll(first, delivery)) {
                return;
            }
            connection.setAutoCommit(!transaction);
            doesAll(then, delivery);
            if (transaction) {
                connection.commit();
            }
        }
    }

    private static boolean doesAll(List<OverlapOp> ops, OverlapDelivery delivery) throws SQLException, IOException {
        for (int i = 0; i < ops.size(); i++) {
            if (!delivery.does(ops.get(i), i)) {
                return false;
            }
        }
        return true;
    }
}
