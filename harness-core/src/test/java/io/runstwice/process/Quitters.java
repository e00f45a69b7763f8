package io.runstwice.process;

import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** Jobs that charge without a key, and do not throw when that fails. */
abstract class Quitters implements Job {

    abstract void giveUp();

    @Override
    public void perform(Delivery delivery) throws SQLException {
        try (Connection connection =
                        delivery.watched("db", Database.class).dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into charges values (default, 42)");
        } catch (SQLException refused) {
            giveUp();
        }
    }

    /** Ends its process. */
    static final class Exiting extends Quitters {

        @Override
        void giveUp() {
            System.exit(3);
        }
    }

    /** Ends its process in any case. */
    static final class AlwaysExiting extends Quitters {

        @Override
        void giveUp() {
            // it is not asked
        }

        @Override
        public void perform(Delivery delivery) throws SQLException {
            super.perform(delivery);
            System.exit(4);
        }
    }

    /** Says nothing any more. */
    static final class Silent extends Quitters {

        @Override
        void giveUp() {
            while (true) {
                LockSupport.park(this);
            }
        }
    }
}
