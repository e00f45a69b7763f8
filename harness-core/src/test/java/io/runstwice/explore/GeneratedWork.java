package io.runstwice.explore;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/**
 * What a worker does, drawn from a seed.
 *
 * @param ops its steps
 * @param transaction from which step on they are one transaction; each is committed by itself before
 */
record GeneratedWork(List<WorkOp> ops, int transaction) {

    /**
     * What jobs are about.
     *
     * @param guards how they begin if they are careful
     * @param effects what they do
     * @param actors what others do beside them
     * @param ends whether they mark their order as done in the end
     */
    record Vocabulary(List<List<WorkOp>> guards, List<WorkOp> effects, List<WorkOp> actors, boolean ends) {}

    /**
     * A job of at most so many effects. Three in five are careful, and every third of these has one step more where it
     * may not be.
     */
    static GeneratedWork job(Random random, Vocabulary vocabulary, int longest) {
        boolean careful = random.nextInt(5) > 1;
        List<WorkOp> ops = new ArrayList<>(careful ? one(vocabulary.guards(), random) : List.of());
        int guard = ops.size();
        for (int left = 1 + random.nextInt(longest); left > 0; left--) {
            ops.add(one(vocabulary.effects(), random));
        }
        if (vocabulary.ends()) {
            ops.add(WorkOp.MARK_DONE);
        }
        boolean whole = random.nextInt(careful ? 2 : 4) == 0;
        if (careful && random.nextInt(3) == 0) {
            ops.add(random.nextInt(ops.size()), one(vocabulary.effects(), random));
        }
        int begins = random.nextBoolean() ? 0 : guard;
        return new GeneratedWork(List.copyOf(ops), whole ? begins : ops.size());
    }

    /** An actor of one or two steps. */
    static GeneratedWork actor(Random random, Vocabulary vocabulary) {
        List<WorkOp> ops = new ArrayList<>();
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            ops.add(one(vocabulary.actors(), random));
        }
        return new GeneratedWork(List.copyOf(ops), random.nextBoolean() ? 0 : ops.size());
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    void perform(DataSource database, URI gateway, int message) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            WorkDelivery delivery = new WorkDelivery(connection, gateway, message);
            for (int i = 0; i < ops.size(); i++) {
                if (i == transaction) {
                    connection.setAutoCommit(false);
                }
                if (!delivery.does(ops.get(i), i)) {
                    break;
                }
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    @Override
    public String toString() {
        return ops + (transaction < ops.size() ? " in a transaction from step " + transaction : "");
    }
}
