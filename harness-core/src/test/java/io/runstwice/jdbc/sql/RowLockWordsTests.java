package io.runstwice.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowLockWordsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT a FROM t WHERE id = ? FOR UPDATE | SELECT a FROM t WHERE id = ?",
                "select a from t for  no\tkey update; select 1 | select a from t; select 1",
                "SELECT a FROM t FOR KEY SHARE NOWAIT LIMIT 1 | SELECT a FROM t LIMIT 1",
                "SELECT a FROM t JOIN u USING (id) FOR UPDATE OF t, s.u SKIP LOCKED | SELECT a FROM t JOIN u USING (id)",
                "SELECT a FROM t, u FOR UPDATE OF t FOR SHARE OF u | SELECT a FROM t, u",
                "SELECT a FROM t FOR UPDATE WAIT 3 | SELECT a FROM t",
                "SELECT a FROM t LOCK IN SHARE MODE | SELECT a FROM t",
                "WITH x AS (SELECT id FROM t FOR UPDATE SKIP LOCKED) UPDATE t SET a = 1 FROM x | WITH x AS (SELECT id FROM t) UPDATE t SET a = 1 FROM x",
                "UPDATE t SET a = 1 WHERE id IN ((SELECT id FROM t FOR UPDATE)) | UPDATE t SET a = 1 WHERE id IN ((SELECT id FROM t))",
                "INSERT INTO u SELECT a FROM t FOR UPDATE ON CONFLICT DO NOTHING | INSERT INTO u SELECT a FROM t ON CONFLICT DO NOTHING",
            })
    void wordsThatLockRows_areLeftOut(String sql, String left) {
        assertThat(RowLockWords.without(sql, false)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'x FOR UPDATE' FROM t",
                "SELECT $a$ FOR UPDATE $a$ FROM t",
                "SELECT \"FOR UPDATE\" FROM t",
                "SELECT a FROM t -- FOR UPDATE",
                "SELECT a /* FOR UPDATE */ FROM t",
                "SELECT substring(a FOR update) FROM t",
                "INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1",
                "CREATE POLICY p ON t FOR UPDATE USING (true)",
                "LOCK TABLE t IN SHARE MODE",
                "SELECT a FROM t FOR READ ONLY",
                ""
            })
    void whatLocksNoRow_staysAsItIs(String sql) {
        assertThat(RowLockWords.without(sql, false)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT a FROM t WHERE n = \"FOR UPDATE\" FOR UPDATE | SELECT a FROM t WHERE n = \"FOR UPDATE\"",
                "SELECT a FROM t WHERE n = 'it\\'s' FOR UPDATE | SELECT a FROM t WHERE n = 'it\\'s'",
                "SELECT a FROM t /*! FOR UPDATE */ | SELECT a FROM t /*! */",
                "SELECT a FROM t # FOR UPDATE | SELECT a FROM t # FOR UPDATE"
            })
    void sqlOfMariaDb_isReadAsItReadsIt(String sql, String left) {
        assertThat(RowLockWords.without(sql, true)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT pg_advisory_xact_lock(?) | SELECT (0 <= num_nulls(?))",
                "SELECT pg_catalog.pg_try_advisory_lock(hashtext('a'), 2), 1 | SELECT (0 <= num_nulls(hashtext('a'), 2)), 1",
                "SELECT pg_advisory_lock(1), PG_ADVISORY_UNLOCK(2) | SELECT (0 <= num_nulls(1)), (0 <= num_nulls(2))",
                "SELECT 'pg_advisory_lock(1)' FROM pg_advisory_locks | SELECT 'pg_advisory_lock(1)' FROM pg_advisory_locks",
                "SELECT pg_advisory_unlock_all() | SELECT pg_advisory_unlock_all()"
            })
    void advisoryLocks_becomeNothing(String sql, String left) {
        assertThat(AdvisoryLockWords.without(sql)).isEqualTo(left);
    }
}
