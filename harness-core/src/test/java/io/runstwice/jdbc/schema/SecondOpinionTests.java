package io.runstwice.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.sql.Sql;
import io.runstwice.world.Footprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.upsert.Upsert;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A parser that others wrote reads the same statements: no table that it finds may be missing in ours. Ours may have
 * more.
 */
@Tag("exhaustive")
class SecondOpinionTests {

    private static final int DRAWN = 700;

    /** What the other parser says of a statement; null if it does not understand it. */
    private record Opinion(Set<String> tables, Set<String> changed) {

        static Opinion of(String text) {
            try {
                Statement statement = CCJSqlParserUtil.parse(text);
                Set<String> tables = new TablesNamesFinder<Void>()
                        .getTables(statement).stream()
                                .map(Opinion::named)
                                .filter(table -> !table.startsWith("information_schema."))
                                .collect(Collectors.toSet());
                return new Opinion(tables, changed(statement));
            } catch (Exception | StackOverflowError notUnderstood) {
                return null;
            }
        }

        private static Set<String> changed(Statement statement) {
            Table target = null;
            if (statement instanceof Insert insert) {
                target = insert.getTable();
            } else if (statement instanceof Update update) {
                target = update.getTable();
            } else if (statement instanceof Delete delete) {
                target = delete.getTable();
            } else if (statement instanceof Merge merge) {
                target = merge.getTable();
            } else if (statement instanceof Upsert upsert) {
                target = upsert.getTable();
            }
            return target == null ? Set.of() : Set.of(named(target.getFullyQualifiedName()));
        }

        private static String named(String written) {
            String[] parts = written.replaceAll("[\"`\\[\\]]", "").split("\\.");
            String schema = parts.length < 2 ? "public" : parts[parts.length - 2];
            return (schema + "." + parts[parts.length - 1]).toLowerCase(Locale.ROOT);
        }
    }

    private final Map<String, int[]> counts = new LinkedHashMap<>();
    private final Set<String> missed = new TreeSet<>();

    @Test
    void everyTableThatAnotherParserFinds_isInTheFootprint() throws IOException {
        compare("libraries", SqlCorpus.ofLibraries(), false);
        compare("tests", SqlCorpus.ofTests(), false);
        compare("examples", SqlCorpus.ofExamples(), false);
        for (DrawnSql.Dialect dialect : DrawnSql.Dialect.values()) {
            compare(
                    dialect.name(),
                    DrawnSql.of(dialect, DRAWN, 14 + dialect.ordinal()),
                    dialect == DrawnSql.Dialect.MARIADB);
        }

        assertThat(missed).isEmpty();
        int all = counts.values().stream().mapToInt(count -> count[0]).sum();
        int unclear = counts.values().stream().mapToInt(count -> count[1]).sum();
        String told = counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue()[0] + " (" + entry.getValue()[1] + " unclear)")
                .collect(Collectors.joining(", "));
        System.getLogger("second opinion").log(System.Logger.Level.INFO, told);
        assertThat(all).as(told).isGreaterThan(2_000);
        assertThat(unclear)
                .as("a footprint of everything is always right: " + told)
                .isLessThan(all / 3);
    }

    private void compare(String source, Set<String> statements, boolean mariaDb) {
        int[] count = counts.computeIfAbsent(source, any -> new int[2]);
        for (String text : statements) {
            String filled = text.replace("{0}", "QRTZ_").replaceAll("\\{\\d}", "'x'");
            Opinion opinion = Opinion.of(filled);
            if (opinion != null && !opinion.tables().isEmpty()) {
                count[0]++;
                count[1] += compare(filled, opinion, mariaDb, !mariaDb) ? 0 : 1;
                compare(filled, opinion, mariaDb, mariaDb);
            }
        }
    }

    /** Whether ours says which tables, and not that it may be any. */
    private boolean compare(String text, Opinion opinion, boolean mariaDb, boolean versions) {
        Catalog catalog = catalog(opinion.tables());
        Sql sql = Sql.of(text, mariaDb);
        Footprint ours = new StatementFootprints(catalog, versions).of(sql).now();
        if (!ours.isUnknown()) {
            Set<String> all = new HashSet<>(ours.reads());
            all.addAll(ours.writes());
            Set<String> put = catalog.touched(sql).stream().map(Relation::named).collect(Collectors.toSet());
            if (!all.containsAll(opinion.tables())
                    || !ours.writes().containsAll(opinion.changed())
                    || !put.containsAll(opinion.changed())) {
                missed.add(text + "\n  theirs: " + opinion + "\n  ours: " + ours + ", put back: " + put);
            }
        }
        return !ours.isUnknown();
    }

    private static Catalog catalog(Set<String> tables) {
        List<Relation> relations = new ArrayList<>();
        for (String table : new TreeSet<>(tables)) {
            String[] parts = table.split("\\.");
            relations.add(new Relation(parts[0], parts[1], table, List.of(), true, false, false));
        }
        return new Catalog("public", relations, Map.of(), List.of(), Set.of());
    }
}
