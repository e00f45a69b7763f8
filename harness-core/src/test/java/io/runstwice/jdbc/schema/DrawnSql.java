package io.runstwice.jdbc.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Statements that are drawn from what a dialect lets one say: joins, queries within queries, unions, upserts, merges.
 * The same seed draws the same.
 */
final class DrawnSql {

    /** How a dialect writes what others write otherwise. */
    enum Dialect {
        POSTGRESQL,
        H2,
        MARIADB
    }

    private static final List<String> TABLES = List.of(
            "charges",
            "users",
            "orders",
            "order_items",
            "outbox",
            "seen",
            "billing.invoices",
            "billing.lines",
            "stock");

    private final Dialect dialect;
    private final Random random;
    private int named;

    private DrawnSql(Dialect dialect, long seed) {
        this.dialect = dialect;
        this.random = new Random(seed);
    }

    static Set<String> of(Dialect dialect, int count, long seed) {
        DrawnSql drawn = new DrawnSql(dialect, seed);
        Set<String> all = new LinkedHashSet<>();
        while (all.size() < count) {
            drawn.named = 0;
            all.add(drawn.statement());
        }
        return all;
    }

    private String statement() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> query(2) + (random.nextInt(4) == 0 ? " for update" : "");
            case 3 -> with() + query(1);
            case 4, 5 -> insert();
            case 6, 7 -> update();
            case 8 -> delete();
            default -> other();
        };
    }

    private String table() {
        String table = TABLES.get(random.nextInt(TABLES.size()));
        if (random.nextInt(4) > 0) {
            return table;
        }
        String quote = dialect == Dialect.MARIADB ? "`" : "\"";
        return List.of(table.split("\\.")).stream()
                .map(part -> quote + part + quote)
                .collect(Collectors.joining("."));
    }

    private String name() {
        return "a" + ++named;
    }

    private String pick(String... some) {
        return some[random.nextInt(some.length)];
    }

    private String query(int depth) {
        String first = "select " + columns(depth) + " from " + from(depth) + where(depth);
        return switch (random.nextInt(6)) {
            case 0 -> first + " group by id having count(*) > 1";
            case 1 -> first + " order by id limit 3";
            case 2 -> depth > 0 ? first + pick(" union ", " union all ", " except ", " intersect ") + query(0) : first;
            default -> first;
        };
    }

    private String columns(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "*";
            case 1 -> "count(*)";
            case 2 -> depth > 0 ? "id, (select max(id) from " + table() + ")" : "id";
            case 3 -> "case when amount > 3 then 'from nowhere' else note end";
            default -> "id, coalesce(amount, 0)";
        };
    }

    private String from(int depth) {
        List<String> parts = new ArrayList<>();
        parts.add(source(depth));
        for (int i = random.nextInt(3); i > 0; i--) {
            parts.add(
                    random.nextBoolean()
                            ? ", " + source(depth)
                            : pick(" join ", " left join ", " inner join ", " right join ") + source(depth)
                                    + " on 1 = 1");
        }
        return String.join("", parts);
    }

    private String source(int depth) {
        boolean nested = depth > 0 && random.nextInt(5) == 0;
        return (nested ? "(" + query(depth - 1) + ")" : table()) + pick(" ", " as ") + name();
    }

    private String where(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> "";
            case 1 -> " where id = ?";
            case 2 -> depth > 0 ? " where id in (" + query(depth - 1) + ")" : " where id in (1, 2)";
            case 3 -> depth > 0 ? " where exists (" + query(depth - 1) + ")" : " where note like '%; delete from x%'";
            case 4 -> depth > 0 ? " where amount > (select sum(amount) from " + table() + ")" : "";
            case 5 -> depth > 0 ? " where not exists (select 1 from " + table() + " where id = ?)" : "";
            default -> " where id between 1 and 3 and note is not null";
        };
    }

    private String with() {
        return "with w as (" + query(1) + "), v as (select * from w) ";
    }

    private String insert() {
        String head = "insert into " + table();
        String rows = random.nextBoolean() ? " (id, note) values (?, 'a''b')" : " (id, note) " + query(1);
        return switch (dialect) {
            case POSTGRESQL ->
                head
                        + rows
                        + pick("", " on conflict do nothing", " on conflict (id) do update set note = excluded.note")
                        + pick("", " returning id");
            case MARIADB -> pick("insert ", "insert ignore ", "replace ") + head.substring("insert ".length()) + rows;
            case H2 -> head + rows;
        };
    }

    private String update() {
        String set = " set note = " + (random.nextBoolean() ? "?" : "(select max(note) from " + table() + ")");
        boolean from = dialect == Dialect.POSTGRESQL && random.nextInt(3) == 0;
        return "update " + table() + set + (from ? " from " + table() + " " + name() + " where 1 = 1" : where(2));
    }

    private String delete() {
        boolean using = dialect == Dialect.POSTGRESQL && random.nextInt(3) == 0;
        return "delete from " + table() + (using ? " using " + table() + " " + name() + " where 1 = 1" : where(2));
    }

    private String other() {
        return dialect == Dialect.MARIADB
                ? "update " + table() + " a1 join " + table() + " a2 on a1.id = a2.id set a1.note = 'x'"
                : "merge into " + table() + " t using (" + query(1) + ") s on (t.id = s.id)"
                        + " when matched then update set note = 'm' when not matched then insert (id) values (s.id)";
    }
}
