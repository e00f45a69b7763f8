package io.runstwice.ids;

import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectKey;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** MyBatis, with one mapper. */
record MyBatisLibrary(SqlSessionFactory factory, Class<? extends MyBatisLibrary.Entries> mapper) implements Library {

    static final class Entry {
        Object id;
        int number;
        Object parent;

        public Long getId() {
            return (Long) id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public int getNumber() {
            return number;
        }

        public Long getParent() {
            return (Long) parent;
        }
    }

    /** What all mappers have. */
    interface Entries {
        void insert(Entry entry);

        @Select("select id from entries where number = #{number}")
        List<Long> ids(@Param("number") int number);

        @Delete("delete from entries where id = #{id}")
        void delete(@Param("id") Long id);

        @Update("${sql}")
        void execute(@Param("sql") String sql);
    }

    interface GeneratedKeys extends Entries {
        @Override
        @Insert("insert into entries (number, parent) values (#{number}, #{parent})")
        @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
        void insert(Entry entry);
    }

    interface SelectedBefore extends Entries {
        @Override
        @Insert("insert into entries (id, number, parent) values (#{id}, #{number}, #{parent})")
        @SelectKey(before = true, keyProperty = "id", resultType = Long.class, statement = "select nextval('ones')")
        void insert(Entry entry);
    }

    interface SelectedAfter extends Entries {
        @Override
        @Insert("insert into entries (number, parent) values (#{number}, #{parent})")
        @SelectKey(before = false, keyProperty = "id", resultType = Long.class, statement = "select lastval()")
        void insert(Entry entry);
    }

    interface CurrentAfter extends Entries {
        @Override
        @Insert("insert into entries (id, number, parent) values (nextval('ones'), #{number}, #{parent})")
        @SelectKey(before = false, keyProperty = "id", resultType = Long.class, statement = "select currval('ones')")
        void insert(Entry entry);
    }

    interface Returning extends Entries {
        @Select(
                value = "insert into entries (number, parent) values (#{number}, #{parent}) returning id",
                affectData = true)
        Long returning(Entry entry);

        @Override
        default void insert(Entry entry) {
            entry.id = returning(entry);
        }
    }

    static Function<DataSource, Library> with(Class<? extends Entries> mapper) {
        return source -> {
            Configuration configuration =
                    new Configuration(new Environment("test", new JdbcTransactionFactory(), source));
            configuration.addMapper(mapper);
            return new MyBatisLibrary(new SqlSessionFactoryBuilder().build(configuration), mapper);
        };
    }

    @Override
    public <T> T transaction(Function<Orders, T> work) {
        try (SqlSession session = factory.openSession()) {
            T done = work.apply(new Found(session.getMapper(mapper)));
            session.commit(true);
            return done;
        }
    }

    private record Found(Entries entries) implements Orders {

        @Override
        public Object idOf(int number) {
            List<Long> found = entries.ids(number);
            return found.isEmpty() ? null : found.get(0);
        }

        @Override
        public Object insert(int number, Object parent) {
            Entry entry = new Entry();
            entry.number = number;
            entry.parent = parent;
            entries.insert(entry);
            return entry.id;
        }

        @Override
        public void delete(Object id) {
            entries.delete((Long) id);
        }

        @Override
        public void execute(String sql) {
            entries.execute(sql);
        }
    }
}
