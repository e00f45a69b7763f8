package io.runstwice.schedule;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleSyntaxTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                | character 1 there is nothing            | D<n>",
                "D1;                               | character 4 there is nothing            | D<n>",
                "D1 crash after db COMMIT #1; E2   | character 30 there is \"E2\"            | D<n>",
                "D0                                | character 1 there is \"D0\"             | D<n>",
                "D2                                | character 1 there is \"D2\"             | must be D1",
                "D1; D1                            | character 5 there is \"D1\"             | has had its turn",
                "copy D1                           | character 1 there is \"copy D1\"        | is no copy",
                "D1; copy D2; copy D2              | character 14 there is \"copy D2\"       | only the first turn",
                "D1 crash after db a #1; D2; D1    | character 29 there is \"D1\"            | was killed",
                "actor D1                          | character 1 there is \"actor D1\"       | so are deliveries called",
                "D1; D3                            | character 5 there is \"D3\"             | must be D2",
                "D1; soon later D2                 | character 5 there is \"soon\"           | 1h30m",
                "D1; -1h later D2                  | character 5 there is \"-1h\"            | 1h30m",
                "D1; 99999999999999999999h later D2| character 5 there is \"9999             | 1h30m",
                "D1 crsh after db COMMIT #1        | character 4 there is \"crsh after db COMMIT #1\" | \"crash after <point>\"",
                "D1 crash after db COMMIT          | character 16 there is \"db COMMIT\"     | <resource> <label> #<n>",
                "D1 crash after db COMMIT #0       | character 16 there is \"db COMMIT #0\"  | <resource> <label> #<n>",
                "D1 crash after                    | character 15 there is nothing           | <resource> <label> #<n>",
                "D1 lost                           | character 4 there is \"lost\"           | acknowledgement lost",
                "D1 acknowledgement lost and       | character 4 there is \"acknowledgement lost and\" | \" and \"",
                "D1 acknowledgement lost and x     | character 29 there is \"x\"             | \" and \"",
                "D1 partition of                   | character 4 there is \"partition of\"   | \"partition of <resource>",
                "D1 partition of db from           | character 4 there is \"partition of db from\" | \"partition of <resource>",
                "D1 partition of db from db a      | character 25 there is \"db a\"         | <resource> <label> #<n>",
                "D1 crash after db 50% #1          | character 19 there is \"50%\"           | %25"
            })
    void noSchedule_parsed_namesThePlaceAndTheForms(String text, String place, String form) {
        assertThatExceptionOfType(ScheduleSyntaxException.class)
                .isThrownBy(() -> Schedule.parse(text))
                .withMessageContaining(place)
                .withMessageContaining(form);
    }
}
