package io.runstwice.http.stripe;

import io.runstwice.http.wire.Sheet;
import io.runstwice.world.Column;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of the double: one table for each collection, and one for each path that changes records, since damage
 * that is changed back was done all the same.
 */
final class StripeTables {

    private StripeTables() {}

    static List<Table> of(String resource, Books books) {
        List<Table> tables = new ArrayList<>();
        for (String collection : books.collections()) {
            tables.add(records(resource, books, collection));
        }
        Map<String, Sheet> changes = new LinkedHashMap<>();
        for (Books.Change change : books.changes()) {
            Sheet sheet =
                    changes.computeIfAbsent(change.path(), path -> changes(resource, books, path, change.collection()));
            Map<String, @Nullable Object> row = new LinkedHashMap<>(change.fields());
            row.put("id", change.id());
            row.put("idempotency_key", change.key());
            sheet.row(row);
        }
        changes.values().forEach(sheet -> tables.add(sheet.table()));
        return tables;
    }

    private static Table records(String resource, Books books, String collection) {
        Sheet sheet = new Sheet(resource, collection, true, references(books))
                .first(new Column("id", Column.Kind.GENERATED, true, null))
                .last(Column.of("created", Column.Kind.TIME))
                .last(Column.of("idempotency_key", Column.Kind.REMARK));
        books.entries(collection).forEach(entry -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>(entry.fields());
            row.put("id", entry.id());
            row.put("created", entry.created());
            row.put("idempotency_key", entry.key());
            if (entry.deleted()) {
                row.put("deleted", true);
            }
            sheet.row(row);
        });
        return sheet.table();
    }

    private static Sheet changes(String resource, Books books, String path, String collection) {
        return new Sheet(resource, path, true, references(books))
                .first(new Column("id", Column.Kind.GENERATED, false, collection + ".id"))
                .last(Column.of("idempotency_key", Column.Kind.REMARK));
    }

    private static UnaryOperator<@Nullable String> references(Books books) {
        return id -> {
            String collection = id == null ? null : books.find(id);
            return collection == null ? null : collection + ".id";
        };
    }
}
