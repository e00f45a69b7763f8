package io.runstwice.jdbc.source;

import io.runstwice.network.Lane;
import io.runstwice.network.Link;
import io.runstwice.world.Redaction;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that asks the driver manager, or one driver that is known already: asking all of them takes a fork its
 * time.
 */
public final class UrlSource implements DataSource {

    private final Login login;
    private final @Nullable Driver driver;

    public UrlSource(String url, String user, String password) {
        this(new Login(url, user, password), null);
    }

    public UrlSource(Login login, @Nullable Driver driver) {
        this.login = login;
        this.driver = driver;
    }

    /** The driver of this name. */
    public static Driver driver(String name) throws ReflectiveOperationException {
        return Class.forName(name, true, Thread.currentThread().getContextClassLoader())
                .asSubclass(Driver.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    /** The address of the database, and the user that connects. */
    Login login() {
        return login;
    }

    /**
     * A source of this database over a link.
     *
     * @param lane the lane that leads there
     */
    public UrlSource over(Lane lane) {
        return new UrlSource(address().over(lane), login.user(), login.password());
    }

    /** A source of this database, as the harness reaches it: past a link, unless only the link's server gets there. */
    public UrlSource seenFromHere(@Nullable Link link) {
        return link == null || !link.isTheOnlyWay() ? this : over(link.common());
    }

    /** Where the database is. */
    public JdbcAddress address() {
        return JdbcAddress.of(login.url());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(login.user(), login.password());
    }

    @Override
    public Connection getConnection(String name, String secret) throws SQLException {
        if (driver == null) {
            return DriverManager.getConnection(login.url(), name, secret);
        }
        Properties who = new Properties();
        who.setProperty("user", name);
        who.setProperty("password", secret);
        return Objects.requireNonNull(driver.connect(login.url(), who), "another driver's URL");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // it writes nothing
    }

    @Override
    public void setLoginTimeout(int seconds) {
        DriverManager.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("it does not log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public String toString() {
        return Redaction.of(login.url());
    }
}
