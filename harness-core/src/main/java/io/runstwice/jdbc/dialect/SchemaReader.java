package io.runstwice.jdbc.dialect;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.jdbc.schema.Sequence;
import io.runstwice.jdbc.schema.UniqueKey;
import io.runstwice.jdbc.sql.NowCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the catalog of a database. */
public interface SchemaReader {

    /** The tables that are watched; asked first, when an exploration begins. */
    Catalog catalog(Connection connection, Predicate<String> ignored) throws SQLException;

    /** The keys that no two rows of a table share, as far as that holds for every row. */
    List<UniqueKey> uniqueKeys(Connection connection) throws SQLException;

    /** The sequences of the catalog, by the keys of {@link RowStore#positions}. */
    Map<String, Sequence> sequences(Connection connection) throws SQLException;

    /** A table's own rules about its columns. */
    default Rigid rigid(Connection connection, Relation relation) throws SQLException {
        return Rigid.NOT;
    }

    /** Code of the schema that may ask for now where no tap passes, and all that may run it. */
    List<NowCode> nowCode(Connection connection) throws SQLException;
}
