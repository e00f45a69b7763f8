package io.runstwice.examples.i48appendedfile;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Says what a part of the file is, whatever stood there. A reader who wants one file joins the parts in the order of
 * their names.
 */
final class FixedExportJob {

    /** Where parts go, each of them whole or not at all: written beside its place and renamed, say. */
    interface Parts {
        void write(String file, String text);
    }

    private final DataSource database;
    private final Parts out;

    FixedExportJob(DataSource database, Parts out) {
        this.database = database;
        this.out = out;
    }

    void perform(long exportId, int offset) throws SQLException {
        Export export = new Export(database, exportId);
        if (export.completed() > offset) {
            return;
        }
        List<String> rows = export.rows(offset);
        out.write(String.format("students-%06d.csv", offset), String.join("\n", rows) + "\n");
        export.complete(offset + rows.size());
    }
}
