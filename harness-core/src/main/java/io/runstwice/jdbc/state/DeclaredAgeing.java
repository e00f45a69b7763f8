package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Aged;
import io.runstwice.jdbc.dialect.Content;
import io.runstwice.jdbc.dialect.Content.Place;
import io.runstwice.jdbc.dialect.NoWait;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.sql.Token;
import io.runstwice.jdbc.sql.Tokenizer;
import io.runstwice.world.Gate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How values grow older that are no timestamps: by the updates that the test has declared. */
final class DeclaredAgeing {

    private final NoWait noWait;
    private final Gate gate;
    private final Set<String> moved;

    /** @param moved is told which columns changed */
    DeclaredAgeing(NoWait noWait, Gate gate, Set<String> moved) {
        this.noWait = noWait;
        this.gate = gate;
        this.moved = moved;
    }

    /**
     * An update that would have to wait for a lock is left out: run later, it would age what has been written since.
     */
    void run(List<String> updates, Duration time, Store store, Connection connection) throws SQLException {
        for (String update : updates) {
            if (!noWait.atOnce(connection, () -> run(connection, update, time))) {
                gate.note("\"" + update + "\" was left out when time passed while a worker held rows that it changes:"
                        + " they stayed young until time passed again");
            }
        }
        if (!updates.isEmpty()) {
            followUpdates(store, connection);
        }
    }

    /** The one parameter, if there is any, is the time in seconds. */
    private static void run(Connection connection, String update, Duration time) throws SQLException {
        String sql = update.replace(":seconds", "?").replace(":millis", "(1000 * ?)");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long marks = Tokenizer.tokens(sql).stream()
                    .filter(token -> token.kind() == Token.Kind.PARAMETER)
                    .count();
            for (int i = 1; i <= marks; i++) {
                statement.setLong(i, time.toSeconds());
            }
            statement.executeUpdate();
        }
    }

    /** All that the declared updates changed was made older by them: a state shows it as it was written. */
    private void followUpdates(Store store, Connection connection) throws SQLException {
        Map<Relation, Content> before = new HashMap<>(store.tables().contents());
        store.tables().readPastLocks(connection, store.catalog().relations()).forEach((relation, found) -> {
            Content was = before.get(relation);
            if (was != null && !was.sameAs(found)) {
                store.tables().contents().put(relation, followed(relation, was, found));
            }
        });
    }

    private Content followed(Relation relation, Content was, Content now) {
        Map<List<Object>, Integer> places = Aged.places(relation, was);
        Map<Place, Object> written = new HashMap<>();
        for (int row = 0; row < now.rows().size(); row++) {
            Integer old = places.get(Aged.identity(relation, now.rows().get(row)));
            for (int column = 0; old != null && column < relation.fields().size(); column++) {
                Object asWritten = was.asWritten(old, column);
                if (asWritten != null
                        && !Objects.deepEquals(asWritten, now.rows().get(row)[column])) {
                    written.put(new Place(row, column), asWritten);
                    moved.add(relation.shown() + "."
                            + relation.fields().get(column).shown());
                }
            }
        }
        return new Content(now.rows(), written).laid(was.laid());
    }
}
