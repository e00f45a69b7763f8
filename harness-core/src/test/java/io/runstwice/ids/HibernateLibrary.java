package io.runstwice.ids;

import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Hibernate, with one kind of entries. */
record HibernateLibrary(SessionFactory factory, Class<? extends Entries.Entry> type) implements Library {

    static HibernateLibrary of(DataSource source, Class<? extends Entries.Entry> type) {
        Configuration configuration = new Configuration().addAnnotatedClass(type);
        configuration.getProperties().putAll(Map.of("hibernate.connection.datasource", source));
        return new HibernateLibrary(configuration.buildSessionFactory(), type);
    }

    @Override
    public <T> T transaction(Function<Orders, T> work) {
        return factory.fromTransaction(session -> work.apply(new Found(session, type)));
    }

    @Override
    public void close() {
        factory.close();
    }

    private record Found(Session session, Class<? extends Entries.Entry> type) implements Orders {

        @Override
        public Object idOf(int number) {
            List<? extends Entries.Entry> found = session.createQuery(
                            "select e from " + type.getSimpleName() + " e where e.number = :number", type)
                    .setParameter("number", number)
                    .getResultList();
            return found.isEmpty() ? null : found.get(0).id();
        }

        @Override
        public Object insert(int number, Object parent) {
            Entries.Entry entry = Entries.created(type);
            entry.number = number;
            if (parent != null) {
                entry.follow(parent);
            }
            session.persist(entry);
            return entry.id();
        }

        @Override
        public void delete(Object id) {
            session.remove(session.find(type, id));
        }

        @Override
        public void execute(String sql) {
            session.flush();
            session.doWork(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(sql);
                }
            });
        }
    }
}
