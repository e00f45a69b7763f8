package io.runstwice.examples.i48appendedfile;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** An export of all students, and how far it has come. */
record Export(DataSource database, long id) {

    private static final int BATCH = 2;

    int completed() throws SQLException {
        return Sql.first(database, row -> row.getInt("completed"), "SELECT completed FROM exports WHERE id = ?", id)
                .orElseThrow();
    }

    List<String> rows(int offset) throws SQLException {
        return Sql.all(
                database,
                row -> row.getLong("id") + "," + row.getString("name"),
                "SELECT id, name FROM students ORDER BY id LIMIT ? OFFSET ?",
                BATCH,
                offset);
    }

    /** Never takes back what a later batch has noted. */
    void complete(int rows) throws SQLException {
        Sql.update(database, "UPDATE exports SET completed = ? WHERE id = ? AND completed < ?", rows, id, rows);
    }
}
