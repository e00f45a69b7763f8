package io.runstwice.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Messages that a database delivers to listening sessions. By default it has none. */
public interface Channels {

    /** Of databases without channels. */
    Channels NONE = new Channels() {};

    /** Begins to listen to a channel on a session of the harness. */
    default void listen(Connection connection, String channel) throws SQLException {}

    /** Listens no more. */
    default void deafen(Connection connection) throws SQLException {}

    /**
     * The notifications that came in on such a session since the last call: all that were delivered before this one.
     */
    default List<Notification> heard(Connection connection) throws SQLException {
        return List.of();
    }
}
