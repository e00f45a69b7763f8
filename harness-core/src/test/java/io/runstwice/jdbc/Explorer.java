package io.runstwice.jdbc;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.jdbc.source.UrlSource;
import io.runstwice.world.Misuse;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A test JVM that explores a job again and again until it is killed. It says a dot for each call of each of its
 * connections, so that it can be killed at any of them, or why it was refused.
 *
 * <p>Its arguments: a URL, a user, a password, and {@code disposable} or nothing.
 */
final class Explorer {

    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Explorer() {}

    public static void main(String... given) throws IOException {
        UrlSource source = new UrlSource(given[0], given[1], given[2]);
        boolean disposable = given.length > 3;
        try {
            for (int round = 0; round < 10_000; round++) {
                Database db = Database.watching(told(source)).ignoring("letters");
                explore(disposable ? db.disposable() : db, round);
            }
        } catch (Misuse refused) {
            OUT.write(("\n" + refused.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void explore(Database db, int round) {
        Verdict verdict = RunsTwice.job("work", delivery -> work(db.dataSource()))
                .given(() -> {
                    db.execute("delete from work where id = 7");
                    db.execute("delete from done");
                    db.execute("insert into work values (7, ?)", round);
                })
                .watching(db)
                .explore();
        if (verdict.isInconclusive()) {
            throw new Misuse(verdict.toString());
        }
    }

    private static void work(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update work set n = n + 1");
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into done select id, n from work where id = 7");
            statement.executeUpdate("delete from work where id = 7");
            connection.commit();
        }
    }

    private static DataSource told(DataSource source) {
        return proxy(DataSource.class, source);
    }

    private static <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            try {
                Object result = method.invoke(target, given);
                say();
                return result instanceof Connection && !method.getName().equals("unwrap")
                        ? proxy(Connection.class, result)
                        : result;
            } catch (InvocationTargetException refused) {
                throw refused.getCause();
            }
        }));
    }

    private static void say() {
        try {
            OUT.write('.');
        } catch (IOException nobodyListens) {
            throw new UncheckedIOException(nobodyListens);
        }
    }
}
