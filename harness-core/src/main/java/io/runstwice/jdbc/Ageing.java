package io.runstwice.jdbc;

import io.runstwice.jdbc.Content.Place;
import io.runstwice.world.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lets time pass in a database: the cells that this run wrote grow older, since the server's clock cannot be moved. */
final class Ageing {

    private final Dialect dialect;
    private final Declared declared;
    private final Set<String> moved = new TreeSet<>();

    Ageing(Dialect dialect, Declared declared) {
        this.dialect = dialect;
        this.declared = declared;
    }

    Set<String> moved() {
        return moved;
    }

    void pass(Store store, Duration time) throws SQLException {
        store.session().with(connection -> {
            store.refresh(connection, true);
            List<Replacement> work = new ArrayList<>();
            store.current().forEach((relation, content) -> {
                Content older = older(relation, content, store.setUp().get(relation), time);
                if (older != content) {
                    work.add(new Replacement(relation, older));
                }
            });
            store.replace(connection, work);
            for (String update : declared.ageing) {
                run(connection, update, time);
            }
            if (!declared.ageing.isEmpty()) {
                followUpdates(store, connection);
            }
            return null;
        });
    }

    private Content older(Relation relation, Content content, @Nullable Content setUp, Duration time) {
        if (content == setUp || relation.fields().stream().noneMatch(Ageing::carriesTime)) {
            return content;
        }
        Map<List<Object>, Integer> before = setUp == null ? Map.of() : Aged.places(relation, setUp);
        List<@Nullable Object[]> rows = new ArrayList<>();
        Map<Place, Object> written = new HashMap<>(content.written());
        boolean any = false;
        for (int row = 0; row < content.rows().size(); row++) {
            @Nullable Object[] cells = content.rows().get(row).clone();
            Integer was = before.get(Aged.identity(relation, cells));
            for (int column = 0; column < cells.length; column++) {
                Field field = relation.fields().get(column);
                boolean asSetUp = was != null
                        && setUp != null
                        && Objects.deepEquals(setUp.rows().get(was)[column], cells[column]);
                Object older =
                        asSetUp || !carriesTime(field) ? cells[column] : dialect.earlier(field, cells[column], time);
                if (older != null && !older.equals(cells[column])) {
                    written.putIfAbsent(new Place(row, column), Objects.requireNonNull(cells[column]));
                    cells[column] = older;
                    moved.add(relation.shown() + "." + field.shown());
                    any = true;
                }
            }
            rows.add(cells);
        }
        return any ? new Content(rows, written) : content;
    }

    private static boolean carriesTime(Field field) {
        return field.kind() == Column.Kind.TIME || field.kind() == Column.Kind.DATE;
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

    /** Whatever the declared updates changed was made older by them: a state shows it as it was written. */
    private void followUpdates(Store store, Connection connection) throws SQLException {
        Map<Relation, Content> before = new HashMap<>(store.current());
        List<Relation> relations = store.catalog().relations();
        List<Content> found = dialect.read(connection, relations);
        for (int i = 0; i < relations.size(); i++) {
            Content was = before.get(relations.get(i));
            if (was != null && !was.sameAs(found.get(i))) {
                store.current().put(relations.get(i), followed(relations.get(i), was, found.get(i)));
            }
        }
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
        return new Content(now.rows(), written);
    }
}
