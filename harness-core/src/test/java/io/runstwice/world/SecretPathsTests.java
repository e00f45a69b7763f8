package io.runstwice.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who knows the address of a webhook may post there; a label and the line that replays it show no such address. */
class SecretPathsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /hooks/T000/B000/Zq81 | POST /hooks/***",
                "POST /services/T01ABCDEF/B01ABCDEF/hunter2hunter2 | POST /services/***",
                "POST /api/webhooks/123456789012345678/a1b2c3d4e5f6a7b8-_A | POST /api/webhooks/123456789012345678/***",
                "POST /hooks/a1b2c3d4e5f6a7b8c9 | POST /hooks/***",
                "POST /hooks/catch/123456/o7xk1 | POST /hooks/catch/***",
                "PASSWORD=file hunter2 | PASSWORD=***",
                "jdbc:h2:file:/x;CIPHER=AES;PASSWORD=file hunter2;USER=sa | jdbc:h2:file:/x;CIPHER=AES;PASSWORD=***;USER=sa",
                "refused: bob:hunter2@tcp(127.0.0.1:3306)/db | refused: ***@tcp(127.0.0.1:3306)/db",
            })
    void secretOfAnAddress_isMasked(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
        assertThat(Redaction.of(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /webhooks/stripe",
                "POST /hooks/orders/42",
                "POST /v1/webhook_endpoints",
                "POST /hooks/on-payment-received",
                "POST /services/billing/invoices",
            })
    void pathThatSomebodyMadeUp_stays(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }
}
