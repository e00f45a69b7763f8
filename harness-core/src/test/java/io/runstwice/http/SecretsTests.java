package io.runstwice.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Passwd",
                "client_secret",
                "secret",
                "cvc",
                "card_cvv",
                "api_key",
                "apiKey",
                "Authorization",
                "access_token",
                "card-number",
                "iban"
            })
    void fieldsOfSecrets_areMasked(String name) {
        assertThat(Secrets.in(name, "x")).isEqualTo("***");
        assertThat(Secrets.in("card", Map.of(name, List.of("x")))).isEqualTo(Map.of(name, "***"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount", "pinned", "description", "token", "number", "key", "currency", "cvcs_seen"})
    void otherFields_stay(String name) {
        assertThat(Secrets.in(name, "17")).isEqualTo("17");
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424242, ***4242",
        "paid with 4242 4242 4242 4242 today, paid with ***4242 today",
        "378282246310005, ***0005",
        "4242424242424241, 4242424242424241",
        "1767225600000, 1767225600000",
        "ch_4242424242424242, ch_4242424242424242",
        "order 42, order 42",
    })
    void cardNumbers_showTheirLastDigits(String text, String shown) {
        assertThat(Secrets.inText(text)).isEqualTo(shown);
    }

    @Test
    void query_masksByName() {
        assertThat(Secrets.inQuery("a=1&card%5Bcvc%5D=123&password=&flag"))
                .isEqualTo("a=1&card%5Bcvc%5D=***&password=***&flag");
    }

    @Test
    void numberFieldThatCouldBeACard_isMasked() {
        assertThat(Secrets.in("number", "4000 0000 0000 0000")).isEqualTo("***");
        assertThat(Secrets.in("number", 4242424242424242L)).isEqualTo("***");
    }
}
