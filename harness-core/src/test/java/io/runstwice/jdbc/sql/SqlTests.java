package io.runstwice.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.world.Redaction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the harness understands of SQL, and what it does not pretend to understand. */
class SqlTests {

    private static final Relation USERS = new Relation("public", "users", "users", List.of(), true, false, false);
    private static final Relation CHARGES = new Relation("public", "charges", "charges", List.of(), true, false, false);
    private static final Relation WATCHED = new Relation("public", "watched", "watched", List.of(), true, true, false);
    private static final Relation SECRETS =
            new Relation("public", "policed", "policed", List.of(), false, false, false);
    private static final Catalog CATALOG = new Catalog(
            "public",
            List.of(USERS, CHARGES, WATCHED, SECRETS),
            Map.of(),
            List.of(new Catalog.Reference(CHARGES, USERS)),
            Set.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT users | select * from users where id = ?",
                "SELECT users | /* the user */ select name from public.users u join charges c on c.user_id = u.id",
                "SELECT users | select * from (select * from users) x",
                "INSERT charges | insert into charges (a) values (1) on conflict do nothing",
                "INSERT charges | with x as (select 1) insert into charges select * from x",
                "UPDATE users | update only users set a = 'delete from t'",
                "DELETE charges | /* delete from users */ delete from charges",
                "MERGE charges | merge into charges c using users u on true when matched then update set a = 1",
                "SELECT nextval | select nextval('s')",
                "SELECT | select 1",
                "COMMIT | commit",
                "ROLLBACK TO SAVEPOINT | rollback to savepoint s1",
                "CALL pay | { call pay(?) }",
                "CREATE table | create table x (a int)",
                "INSERT charges; UPDATE users | insert into charges values (1); update users set a = 1",
            })
    void label_namesVerbAndRelation(String label, String sql) {
        assertThat(Sql.of(sql).label.replace("public.", "")).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*), max(id) from users where created > now() - interval '1 day'",
                "select * from users u, charges c where u.id = c.id for update skip locked",
                "with x as (select * from users) select * from x join charges using (id)",
                "select extract(epoch from created) from users where a is distinct from b",
                "select replace(name, 'a', 'b') from users where id in (select user_id from charges)",
                "values (1), (2)",
            })
    void pureQuery_surelyChangesNothing(String sql) {
        assertThat(CATALOG.isReading(Sql.of(sql))).isTrue();
        assertThat(CATALOG.touched(Sql.of(sql))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select my_function(id) from users",
                "select * from my_function()",
                "select * from a_view",
                "select * from policed",
                "select * into copy from users",
                "with x as (delete from users returning *) select * from x",
                "select nextval('s')",
                "select pg_advisory_lock(1)",
                "select 1; delete from users",
                "call pay(1)",
                "do $$ begin delete from users; end $$",
                "explain analyze delete from users",
            })
    void whateverIsNotSurelyPure_isNoRead(String sql) {
        assertThat(CATALOG.isReading(Sql.of(sql))).isFalse();
    }

    @Test
    void touched_isTheTargetAndWhatPointsAtIt() {
        assertThat(CATALOG.touched(Sql.of("update charges set a = 1"))).containsExactly(CHARGES);
        assertThat(CATALOG.touched(Sql.of("delete from users"))).containsExactlyInAnyOrder(USERS, CHARGES);
        assertThat(CATALOG.touched(Sql.of("insert into watched values (1)"))).hasSize(4);
        assertThat(CATALOG.touched(Sql.of("insert into a_view values (1)"))).hasSize(4);
        assertThat(CATALOG.touched(Sql.of("insert into charges values (strange())")))
                .hasSize(4);
        assertThat(CATALOG.touched(Sql.of("truncate charges"))).hasSize(4);
        assertThat(CATALOG.touched(Sql.of("select nextval('s')"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into users (name, password) values (?, ?) | INSERT users (name, password) values ('Ann', ***)",
                "update users set api_key = ?, name = ? where id = 1 | UPDATE users set api_key = ***, name = 'x' where id = 1",
                "select * from users where token = 'abc' and n = 1 | SELECT users where token = *** and n = 1",
                "insert into cards values ('4111 1111 1111 1111') | INSERT cards values (***)",
                "insert into logins values (?, ?, 7) | INSERT logins values ('Ann', ***, 7)",
                "insert into logins values ('Ann', 'x', 7), ('Bob', 'y', 8) | INSERT logins values ('Ann', ***, 7), ('Bob', ***, 8)",
                "insert into strange values ('Ann', ?) | INSERT strange values (***, ***)",
                "insert into logins (password, n) select ?, 5 | INSERT logins (password, n) select ***, 5",
                "update users set password = crypt('x', gen_salt('bf')), n = 5 | UPDATE users set password = crypt(***, gen_salt(***)), n = 5",
                "select * from users where lower(token) = lower('x') and n = 5 | SELECT users where lower(token) = lower(***) and n = 5",
                "select * from users where 'x' = token or n between 5 and 6 | SELECT users where *** = token or n between 5 and 6",
                "select * from users where token in ('x', 'y') and n in (5, 6) | SELECT users where token in (***, ***) and n in (5, 6)",
                "select * from users where (n, token) = (5, 'x') | SELECT users where (n, token) = (***, ***)",
                "select * from users where doc ->> 'token' = 'x' and n = 5 | SELECT users where doc ->> 'token' = *** and n = 5",
                "select set_config('app.api_key', 'x', false) | SELECT set_config('app.api_key', ***, false)",
                "select jsonb_build_object('password', ?, 'amount', 5) | SELECT jsonb_build_object('password', ***, 'amount', 5)",
                "update docs set d = jsonb_set(d, '{api_key}', '\"x\"'), n = 5 | UPDATE docs set d = jsonb_set(d, '{api_key}', ***), n = 5",
                "update docs set d = '{\"password\": \"x\", \"n\": 5}' | UPDATE docs set d = '{\"password\": \"***\", \"n\": 5}'",
                "set app.api_key = 'x' | SET app.api_key = ***",
                "set app.api_key to x | SET app.api_key to ***",
                "alter role ann password 'x' | ALTER role ann password ***",
                "create user ann identified by 'x' | CREATE user ann identified by ***",
                "select pgp_sym_encrypt('x', 'y'), 5 | SELECT pgp_sym_encrypt(***, ***), 5",
                "select dblink('host=b password=x user=c') | SELECT dblink('host=b password=*** user=c')",
                "select * from token where id = 4242424242424242 | SELECT token where id = 4242424242424242",
                "update users set token_count = 5, secretary = 'x' | UPDATE users set token_count = 5, secretary = 'x'",
            })
    void detail_hasValuesButNoSecrets(String sql, String detail) {
        Function<Name, List<String>> columns =
                table -> table.table().equals("logins") ? List.of("name", "password", "n") : null;
        assertThat(Detail.of(Sql.of(sql).phrases, Arrays.asList("Ann", "x"), columns))
                .isEqualTo(detail);
    }

    @Test
    void detail_isOneShortLine() {
        String detail = Detail.of(
                Sql.of("select a\n from users\n where b = ?").phrases, List.of("x\ny".repeat(300)), table -> null);

        assertThat(detail).hasLineCount(1).hasSizeLessThan(120);
    }

    @Test
    void url_hidesPasswords() {
        assertThat(Redaction.of("jdbc:postgresql://ann:pw@host:1/db?user=ann&password=pw&ssl=true"))
                .isEqualTo("jdbc:postgresql://***@host:1/db?user=ann&password=***&ssl=true");
    }
}
