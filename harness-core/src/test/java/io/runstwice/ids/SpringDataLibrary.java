package io.runstwice.ids;

import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.relational.core.mapping.Sequence;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.relational.core.mapping.event.BeforeConvertCallback;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JDBC, with one kind of entries. */
record SpringDataLibrary(AnnotationConfigApplicationContext context, Class<? extends SpringDataLibrary.Entry> type)
        implements Library {

    abstract static class Entry {
        int number;

        abstract Object id();

        abstract void follow(Object other);
    }

    @Table("entries")
    static class Generated extends Entry {
        @Id
        Long id;

        Long parent;

        @Override
        Object id() {
            return id;
        }

        @Override
        void follow(Object other) {
            parent = (Long) other;
        }
    }

    @Table("entries")
    static class OfSequence extends Entry {
        @Id
        @Sequence("ones")
        Long id;

        Long parent;

        @Override
        Object id() {
            return id;
        }

        @Override
        void follow(Object other) {
            parent = (Long) other;
        }
    }

    @Table("entries")
    static class DrawnText extends Entry {
        @Id
        String id;

        String parent;

        @Override
        Object id() {
            return id;
        }

        @Override
        void follow(Object other) {
            parent = (String) other;
        }
    }

    /** What an application configures. */
    static class Configured extends AbstractJdbcConfiguration {}

    static Function<DataSource, Library> of(Class<? extends Entry> type) {
        return source -> {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.registerBean(DataSource.class, () -> source);
            context.registerBean(NamedParameterJdbcOperations.class, () -> new NamedParameterJdbcTemplate(source));
            context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(source));
            context.registerBean(BeforeConvertCallback.class, () -> new Drawing());
            context.register(Configured.class);
            context.refresh();
            return new SpringDataLibrary(context, type);
        };
    }

    /** Draws an id for an entry that has none yet. */
    static final class Drawing implements BeforeConvertCallback<DrawnText> {
        @Override
        public DrawnText onBeforeConvert(DrawnText entry) {
            return entry;
        }
    }

    @Override
    public <T> T transaction(Function<Orders, T> work) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                .execute(status -> work.apply(new Found(
                        context.getBean(JdbcAggregateTemplate.class),
                        context.getBean(NamedParameterJdbcOperations.class),
                        type)));
    }

    @Override
    public void close() {
        context.close();
    }

    private record Found(JdbcAggregateTemplate template, NamedParameterJdbcOperations sql, Class<? extends Entry> type)
            implements Orders {

        @Override
        public Object idOf(int number) {
            List<? extends Entry> found =
                    template.findAll(Query.query(Criteria.where("number").is(number)), type);
            return found.isEmpty() ? null : found.get(0).id();
        }

        @Override
        public Object insert(int number, Object parent) {
            Entry entry = created(type);
            entry.number = number;
            if (parent != null) {
                entry.follow(parent);
            }
            if (entry instanceof DrawnText text) {
                text.id = (String) DrawnByCode.ULID.draw.get();
                return template.insert(entry).id();
            }
            return template.save(entry).id();
        }

        @Override
        public void delete(Object id) {
            template.deleteById(id, type);
        }

        @Override
        public void execute(String text) {
            sql.getJdbcOperations().update(text);
        }
    }

    private static Entry created(Class<? extends Entry> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
