package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Effect;
import io.runstwice.world.Row;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the double shows of itself when runs are compared. */
class StripeLedgerTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final HttpService.StripeLike service = HttpService.stripeLike();
    private Rest rest;

    @BeforeEach
    void open() {
        service.open("gateway", gate);
        rest = new Rest(service.uri());
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void created_isARowWithItsKeyAndTheControlledTime() throws IOException {
        String customer = service.create("customers", Map.of("name", "Ann"));
        rest.post("/v1/charges", "amount=1999&customer=" + customer + "&metadata[order]=42", "k");

        Table charges = table("/v1/charges");
        assertThat(charges.resource()).isEqualTo("gateway");
        assertThat(charges.ledger()).isTrue();
        assertThat(charges.columns())
                .containsExactly(
                        new Column("id", Kind.GENERATED, true, null),
                        Column.of("amount", Kind.NUMBER),
                        new Column("customer", Kind.GENERATED, false, "/v1/customers.id"),
                        Column.of("metadata", Kind.VALUE),
                        Column.of("status", Kind.VALUE),
                        Column.of("created", Kind.TIME),
                        Column.of("idempotency_key", Kind.REMARK));
        assertThat(charges.rows())
                .containsExactly(Row.of(
                        "ch_1",
                        "1999",
                        "cus_1",
                        "{\"order\":\"42\"}",
                        "succeeded",
                        gate.clock().instant(),
                        "k"));
    }

    @Test
    void customerOfAnotherSystem_isAValue() throws IOException {
        rest.post("/v1/charges", "amount=1999&customer=cus_7");

        assertThat(table("/v1/charges").columns()).contains(Column.of("customer", Kind.VALUE));
    }

    @Test
    void replayed_isNoRow() throws IOException {
        rest.post("/v1/charges", "amount=1999", "k");
        State once = service.observe();
        rest.post("/v1/charges", "amount=1999", "k");

        assertThat(service.observe()).isEqualTo(once);
    }

    @Test
    void refunded_bothRowsCount() throws IOException {
        rest.post("/v1/charges", "amount=1999");
        rest.post("/v1/refunds", "charge=ch_1");

        assertThat(table("/v1/charges").rows()).hasSize(1);
        assertThat(table("/v1/refunds").rows()).hasSize(1);
        assertThat(table("/v1/refunds").columns())
                .contains(new Column("charge", Kind.GENERATED, false, "/v1/charges.id"));
    }

    @Test
    void changedAndChangedBack_leavesItsRows() throws IOException {
        rest.post("/v1/charges", "amount=1999&description=a");
        rest.post("/v1/charges/ch_1", "description=b");
        rest.post("/v1/charges/ch_1", "description=a");

        Table updates = table("/v1/charges/{id}");
        assertThat(updates.ledger()).isTrue();
        assertThat(updates.rows()).containsExactly(Row.of("ch_1", "b", null), Row.of("ch_1", "a", null));
        assertThat(gate.labels()).containsExactly("POST /v1/charges", "POST /v1/charges/{id}", "POST /v1/charges/{id}");
    }

    @Test
    void updateToWhatIsThere_isNoEffect() throws IOException {
        rest.post("/v1/charges", "amount=1999&description=a");
        rest.post("/v1/charges/ch_1", "description=b");
        State once = service.observe();
        rest.post("/v1/charges/ch_1", "description=b");

        assertThat(service.observe()).isEqualTo(once);
        assertThat(gate.replies())
                .extracting(reply -> reply.effect())
                .containsExactly(Effect.DURABLE, Effect.DURABLE, Effect.NONE);
    }

    @Test
    void deleted_staysAsARow() throws IOException {
        rest.post("/v1/customers", "name=Ann");
        rest.send("DELETE", "/v1/customers/cus_1", null, Map.of());

        assertThat(table("/v1/customers").columns()).contains(Column.of("deleted", Kind.VALUE));
        assertThat(table("/v1/customers").rows()).hasSize(1);
    }

    @Test
    void perturbed_drawsOtherIds() throws IOException {
        rest.post("/v1/charges", "amount=1");
        service.perturb();
        rest.post("/v1/charges", "amount=2");
        rest.post("/v1/refunds", "charge=ch_1");

        assertThat(service.records("charges"))
                .extracting(charge -> charge.get("id"))
                .containsExactly("ch_1", "ch_1002");
        assertThat(service.records("refunds"))
                .extracting(refund -> refund.get("id"))
                .containsExactly("re_1001");
    }

    @Test
    void secrets_areMaskedInRowsAndDetails() throws IOException {
        rest.post(
                "/v1/tokens",
                "card[number]=4242424242424242&card[cvc]=123&password=hunter2&note=pay+with+5555+5555+5555+4444&number=7");
        rest.get("/v1/tokens?api_key=sk_live_1&card[number]=4242424242424242");

        assertThat(service.observe().toString())
                .doesNotContain("4242424242424242", "123", "hunter2", "5555 5555")
                .contains("***", "4444");
        assertThat(table("/v1/tokens").rows().get(0).cells()).contains("7");
        assertThat(gate.details().get(1)).isEqualTo("GET /v1/tokens?api_key=***&card[number]=***4242");
    }

    @Test
    void columnsOfOneName_areTextUnlessAllAreNumbers() throws IOException {
        rest.post("/v1/notes", "size=1");
        rest.postJson("/v1/notes", "{\"size\": 2, \"open\": true, \"tags\": [1, 2]}");

        Table notes = table("/v1/notes");
        assertThat(notes.columns()).contains(Column.of("size", Kind.VALUE));
        assertThat(notes.rows().get(1).cells()).containsSubsequence(List.of("2", "true", "[1,2]"));
    }

    private Table table(String name) {
        return service.observe().tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
