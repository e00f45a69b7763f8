package io.runstwice.ids;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's JdbcTemplate.
 *
 * @param inserts how it inserts and comes to know the id
 */
record TemplateLibrary(JdbcTemplate template, TransactionTemplate transactions, Way inserts) implements Library {

    /** Inserts an entry. */
    interface Way {
        Object insert(JdbcTemplate template, int number, @Nullable Object parent);
    }

    static Function<DataSource, Library> with(Way inserts) {
        return source -> new TemplateLibrary(
                new JdbcTemplate(source), new TransactionTemplate(new DataSourceTransactionManager(source)), inserts);
    }

    static Way keyHolder() {
        return (template, number, parent) -> {
            GeneratedKeyHolder keys = new GeneratedKeyHolder();
            template.update(
                    connection -> {
                        var statement = connection.prepareStatement(
                                "insert into entries (number, parent) values (?, ?)", new String[] {"id"});
                        statement.setInt(1, number);
                        statement.setObject(2, parent);
                        return statement;
                    },
                    keys);
            return Objects.requireNonNull(keys.getKey()).longValue();
        };
    }

    static Way simpleInsert() {
        return (template, number, parent) -> {
            Map<String, Object> row = new java.util.HashMap<>();
            row.put("number", number);
            row.put("parent", parent);
            return new SimpleJdbcInsert(template)
                    .withTableName("entries")
                    .usingColumns("number", "parent")
                    .usingGeneratedKeyColumns("id")
                    .executeAndReturnKey(row)
                    .longValue();
        };
    }

    static Way returning(String values) {
        return (template, number, parent) -> template.queryForObject(
                "insert into entries (number, parent" + (values.isEmpty() ? "" : ", id") + ") values (?, ?" + values
                        + ") returning id",
                Object.class,
                number,
                parent);
    }

    static Way drawnBefore(Function<JdbcTemplate, Object> draw) {
        return (template, number, parent) -> {
            Object id = draw.apply(template);
            template.update("insert into entries (id, number, parent) values (?, ?, ?)", id, number, parent);
            return id;
        };
    }

    @Override
    public <T> T transaction(Function<Orders, T> work) {
        return transactions.execute(status -> work.apply(new Found(template, inserts)));
    }

    private record Found(JdbcTemplate template, Way inserts) implements Orders {

        @Override
        public Object idOf(int number) {
            List<Object> found = template.queryForList("select id from entries where number = ?", Object.class, number);
            return found.isEmpty() ? null : found.get(0);
        }

        @Override
        public Object insert(int number, Object parent) {
            return inserts.insert(template, number, parent);
        }

        @Override
        public void delete(Object id) {
            template.update("delete from entries where id = ?", id);
        }

        @Override
        public void execute(String sql) {
            template.update(sql);
        }
    }
}
