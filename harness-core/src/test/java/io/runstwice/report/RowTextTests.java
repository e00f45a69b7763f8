package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Column;
import io.runstwice.world.Column.Kind;
import io.runstwice.world.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTextTests {

    private static final List<Column> SETTINGS =
            List.of(Column.of("id", Kind.NUMBER), Column.of("name", Kind.VALUE), Column.of("value", Kind.VALUE));

    @Test
    void generatedText_hasTheFormOfASecret_andIsMasked() {
        Column id = new Column("id", Kind.GENERATED, true, null);

        assertThat(RowText.of(List.of(id), Row.of("sk_live_4eC39HqLyjW"))).isEqualTo("{id: ***}");
        assertThat(RowText.of(List.of(id), Row.of("ch_2"))).isEqualTo("{id: ch_2}");
        assertThat(RowText.of(List.of(id), Row.of("4242424242424242"))).isEqualTo("{id: 4242424242424242}");
        assertThat(RowText.of(List.of(Column.of("n", Kind.NUMBER)), Row.of("-1.5E+3")))
                .isEqualTo("{n: -1.5E+3}");
    }

    @Test
    void settingThatIsNamedLikeASecret_isMasked() {
        assertThat(RowText.of(SETTINGS, Row.of("1", "smtp_password", "hunter2")))
                .isEqualTo("{id: 1, name: smtp_password, value: ***}");
        assertThat(RowText.of(SETTINGS, Row.of("1", "smtp_host", "mail.example")))
                .isEqualTo("{id: 1, name: smtp_host, value: mail.example}");
    }
}
