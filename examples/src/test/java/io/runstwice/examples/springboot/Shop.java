package io.runstwice.examples.springboot;

import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.support.TestGateway;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** The application, started once, with its database and its gateway watched. */
final class Shop implements AutoCloseable {

    /** Where the harness listens. */
    enum Tap {
        /** Between the application and its pool. */
        ABOVE_THE_POOL,
        /** Between the pool and the driver. */
        BELOW_THE_POOL
    }

    /** What Hibernate says of every message that is lost. */
    private static final Logger LOUD = Logger.getLogger("org.hibernate");

    static {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        LOUD.setLevel(Level.OFF);
    }

    private final HttpService gateway = TestGateway.stripeLike();
    private final WatchedDataSource watched;
    private final ConfigurableApplicationContext context;

    Shop(Tap tap, int connections) {
        String url = TestPostgres.emptyUrl();
        watched = new WatchedDataSource(tap);
        context = new SpringApplicationBuilder(ShopApplication.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.datasource.url", url,
                        "spring.datasource.username", "postgres",
                        "spring.datasource.hikari.maximum-pool-size", connections,
                        "spring.flyway.locations", "classpath:db/shop",
                        "spring.jpa.hibernate.ddl-auto", "validate",
                        "shop.stripe.url", gateway.uri().toString(),
                        "shop.stripe.key", "sk_test_1",
                        "spring.main.banner-mode", "off"))
                .initializers(started -> started.getBeanFactory().addBeanPostProcessor(watched))
                .run();
    }

    // region watched-data-source
    /** Puts the tap on the data source of the application when the context makes it. */
    static final class WatchedDataSource implements BeanPostProcessor {

        private final Tap tap;
        private Database db;

        WatchedDataSource(Tap tap) {
            this.tap = tap;
        }

        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            if (tap == Tap.BELOW_THE_POOL && bean instanceof HikariDataSource pool) {
                db = Database.at(pool.getJdbcUrl(), pool.getUsername(), "");
                pool.setDataSource(db.dataSource());
            }
            return bean;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (tap == Tap.ABOVE_THE_POOL && bean instanceof HikariDataSource pool) {
                db = Database.watching(pool);
                return db.dataSource();
            }
            return bean;
        }
    }
    // endregion

    /** An order of 19.99 is due. */
    Verdict explore(Job job) {
        return RunsTwice.job("ShopJob", job)
                .given(() -> watched.db.execute("INSERT INTO orders (id, total_cents) VALUES (42, 1999)"))
                .watching("db", watched.db)
                .watching("gateway", gateway)
                .explore();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    PlainJobs plain() {
        return new PlainJobs(bean(DataSource.class), bean(Cashier.class));
    }

    @Override
    public void close() {
        context.close();
        gateway.close();
    }
}
