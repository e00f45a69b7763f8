package io.runstwice.ids;

import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * jOOQ.
 *
 * @param inserts how it inserts and comes to know the id
 */
record JooqLibrary(DSLContext context, Way inserts) implements Library {

    private static final Table<Record> ENTRIES = DSL.table(DSL.name("entries"));
    private static final Field<Long> ID = DSL.field(DSL.name("id"), Long.class);
    private static final Field<Integer> NUMBER = DSL.field(DSL.name("number"), Integer.class);
    private static final Field<Long> PARENT = DSL.field(DSL.name("parent"), Long.class);
    private static final Field<Long> NEXT =
            DSL.sequence(DSL.name("ones"), Long.class).nextval();

    /** Inserts an entry. */
    interface Way {
        Long insert(DSLContext context, int number, Long parent);
    }

    static Function<DataSource, Library> with(SQLDialect dialect, Way inserts) {
        return source -> new JooqLibrary(DSL.using(source, dialect), inserts);
    }

    static Long returning(DSLContext context, int number, Long parent) {
        return context.insertInto(ENTRIES)
                .set(NUMBER, number)
                .set(PARENT, parent)
                .returning(ID)
                .fetchSingle(ID);
    }

    static Long selectedBefore(DSLContext context, int number, Long parent) {
        Long id = context.select(NEXT).fetchSingle(NEXT);
        context.insertInto(ENTRIES)
                .set(ID, id)
                .set(NUMBER, number)
                .set(PARENT, parent)
                .execute();
        return id;
    }

    static Long inTheStatement(DSLContext context, int number, Long parent) {
        return context.insertInto(ENTRIES)
                .set(ID, NEXT)
                .set(NUMBER, number)
                .set(PARENT, parent)
                .returning(ID)
                .fetchSingle(ID);
    }

    @Override
    public <T> T transaction(Function<Orders, T> work) {
        return context.transactionResult(in -> work.apply(new Found(in.dsl(), inserts)));
    }

    private record Found(DSLContext context, Way inserts) implements Orders {

        @Override
        public Object idOf(int number) {
            return context.select(ID).from(ENTRIES).where(NUMBER.eq(number)).fetch(ID).stream()
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Object insert(int number, Object parent) {
            return inserts.insert(context, number, (Long) parent);
        }

        @Override
        public void delete(Object id) {
            context.deleteFrom(ENTRIES).where(ID.eq((Long) id)).execute();
        }

        @Override
        public void execute(String sql) {
            context.connection(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.executeUpdate(sql);
                }
            });
        }
    }
}
