package io.runstwice.examples.i48appendedfile;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Adds to what is there, even if another delivery wrote it. */
final class BrokenExportJob {

    /** Where lines go. */
    interface Lines {
        void append(String file, List<String> lines);
    }

    private final DataSource database;
    private final Lines out;

    BrokenExportJob(DataSource database, Lines out) {
        this.database = database;
        this.out = out;
    }

    void perform(long exportId, int offset) throws SQLException {
        Export export = new Export(database, exportId);
        if (export.completed() > offset) {
            return;
        }
        List<String> rows = export.rows(offset);
        out.append("students.csv", rows);
        export.complete(offset + rows.size());
    }
}
