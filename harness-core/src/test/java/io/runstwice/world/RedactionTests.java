package io.runstwice.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Passwd",
                "pwd",
                "user_password",
                "passwordHash",
                "password2",
                "passphrase",
                "secret",
                "client_secret",
                "clientSecret",
                "token",
                "accessToken",
                "X-Auth-Token",
                "csrf_token",
                "token_hash",
                "refresh_tokens",
                "api_key",
                "apiKey",
                "app.api_key",
                "X-Api-Key",
                "apikey",
                "secret_access_key",
                "private-key",
                "Authorization",
                "credentials",
                "db_pass",
                "cvc",
                "card_cvv",
                "cvv2",
                "card-number",
                "iban",
                "pin",
                "ssn",
                "Cookie",
                "Set-Cookie",
                "JSESSIONID",
                "otp",
                "_token",
                "PASSWORD",
                "stripe.webhook-secret"
            })
    void namesOfSecrets(String name) {
        assertThat(Redaction.isSecret(name)).isTrue();
        assertThat(Redaction.of(name, "hunter2")).isEqualTo("***");
        assertThat(Redaction.of(name + "=hunter2, n=5"))
                .startsWith(name + "=***")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount",
                "pinned",
                "description",
                "number",
                "key",
                "currency",
                "cvcs_seen",
                "token_count",
                "secretary",
                "tokens",
                "max_tokens",
                "password_changed_at",
                "spin",
                "company",
                "author",
                "authored_by",
                "idempotency_key",
                "primary_key",
                "keyboard",
                "passenger",
                "compass",
                "token_type",
                "secrets_count",
                "card_id",
                "passport_id",
                "pass_through",
                "tokenizer",
                "sign",
                "ssnx"
            })
    void otherNames(String name) {
        assertThat(Redaction.isSecret(name)).isFalse();
        assertThat(Redaction.of(name, "17")).isEqualTo("17");
        assertThat(Redaction.of(name + ": 17")).isEqualTo(name + ": 17");
    }

    private static Stream<String> secretTexts() {
        return Stream.of(
                "{\"user\":\"ann\",\"password\":\"hunter2\",\"amount\":1999} -> {\"user\":\"ann\",\"password\":\"***\",\"amount\":1999}",
                "{\\\"apiKey\\\":\\\"hunter2\\\",\\\"amount\\\":1999} -> {\\\"apiKey\\\":\\\"***\\\",\\\"amount\\\":1999}",
                "{\"secrets\": [\"hunter2\", \"b\"], \"n\": 1} -> {\"secrets\": ***, \"n\": 1}",
                "{\"tokens\": [\"hunter2\", \"b\"], \"n\": 1} -> {\"tokens\": ***, \"n\": 1}",
                "{\"deviceTokens\":[\"hunter2\"],\"tokens\":\"hunter2\"} -> {\"deviceTokens\":***,\"tokens\":\"***\"}",
                "{\\\"tokens\\\":[\\\"hunter2\\\"]} -> {\\\"tokens\\\":***",
                "{\"jwts\": [\"hunter2\"], \"otps\": [\"a\"], \"tokens\": 400} -> {\"jwts\": ***, \"otps\": ***, \"tokens\": 400}",
                "{\"session_id\": \"hunter2\", \"sessionId\": \"a-1\"} -> {\"session_id\": \"***\", \"sessionId\": \"***\"}",
                "GET /x?session_id=hunter2&sid=abc1 -> GET /x?session_id=***&sid=***",
                "tokens: hunter2, n=5 -> tokens: ***, n=5",
                "INSERT INTO s (id, session_id, tokens) VALUES (1, 'hunter2', '{a,b}') -> INSERT INTO s (id, session_id, tokens) VALUES (1, ***, ***)",
                "{\"api key\": \"hunter2\", \"a\": 1} -> {\"api key\": \"***\", \"a\": 1}",
                "Authorization: Bearer hunter2abc, X-Id: 7 -> Authorization: Bearer ***, X-Id: 7",
                "it sent Bearer abc.def-123 twice -> it sent Bearer *** twice",
                "Basic YW5uOmh1bnRlcjI= next -> Basic *** next",
                "Cookie: session=hunter2; id=7 -> Cookie: ***",
                "jdbc:postgresql://ann:p@ss/w@host:1/db?user=ann&password=hunter2&ssl=true -> jdbc:postgresql://***@host:1/db?user=ann&password=***&ssl=true",
                "jdbc:sqlserver://host;user=sa;password=hunter2;encrypt=true -> jdbc:sqlserver://host;user=sa;password=***;encrypt=true",
                "jdbc:oracle:thin:scott/hunter2@//host:1521/x -> jdbc:oracle:thin:***@//host:1521/x",
                "amqp://ann:hunter2@host/x -> amqp://***@host/x",
                "Key (api_key)=(hunter2) already exists. -> Key (api_key)=(***) already exists.",
                "Detail: Failing row contains (1, hunter2, null). -> Detail: Failing row contains (***).",
                "Duplicate entry 'hunter2' for key 'users.u_password' -> Duplicate entry '***' for key 'users.u_password'",
                "\"U ON PUBLIC.USERS(PASSWORD NULLS FIRST) VALUES ( /* 1 */ 'hunter2' )\" -> \"U ON PUBLIC.USERS(PASSWORD NULLS FIRST) VALUES (***)\"",
                "insert into users(id, password) values (1, 'hunter2'), (2, 'x''y') on conflict do nothing [23505] ->"
                        + " insert into users(id, password) values (1, ***), (2, ***) on conflict do nothing [23505]",
                "insert into users values (1, 'hunter2') [23505] -> insert into users values (1, ***) [23505]",
                "tokens token[]=hunter2&token[0]=hunter2&a[password][1]=hunter2&n[1]=5 -> tokens token[]=***&token[0]=***&a[password][1]=***&n[1]=5",
                "\"K PRIMARY KEY ON PUBLIC.LOGINS(ID) ( /* key:1 */ 1, 'hunter2')\" -> \"K PRIMARY KEY ON PUBLIC.LOGINS(ID) ( /* key:1 */ ***)\"",
                "login failed for ann with password hunter2 -> login failed for ann with password ***",
                "my secret is: hunter2 -> my secret is: ***",
                "curl -u ann:hunter2 https://x -> curl -u ann:*** https://x",
                "{'password': 'hunter2', 'n': 5} -> {'password': '***', 'n': 5}",
                "Proxy-Authorization: Digest username=\"ann\", response=\"hunter2\" -> Proxy-Authorization: ***",
                "AccountKey=hunter2==;n=1 -> AccountKey=***;n=1",
                "password\\u003dhunter2 -> password\\u003d***",
                "<add key=\"password\" value=\"hunter2\"/> -> <add key=\"password\" value=\"***\"/>",
                "User(name='ann', apiKey='hunter2', n=5) -> User(name='ann', apiKey='***', n=5)",
                "mongodb+srv://ann:hunt%40er2@host/db -> mongodb+srv://***@host/db",
                "ALTER ROLE ann PASSWORD 'hunter2' -> ALTER ROLE ann PASSWORD '***'",
                "identified by 'hunter2' -> identified by '***'",
                "set_config('app.api_key', 'hunter2', false) -> set_config('app.api_key', '***', false)",
                "GET /x?token=hunter2&card%5Bcvc%5D=123&password=&flag -> GET /x?token=***&card%5Bcvc%5D=***&password=&flag",
                "next=%2Fa%3Ftoken%3Dhunter2 -> next=%2Fa%3Ftoken%3D***",
                "-----BEGIN PRIVATE KEY----- MIIabc -----END PRIVATE KEY----- after -> *** after",
                "-----BEGIN RSA PRIVATE KEY----- MIIabc -> ***",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def after -> *** after",
                "key sk_live_4eC39HqLyjW and ghp_0123456789abcdef -> key *** and ***",
                "<password>hunter2</password><amount>5</amount> -> <password>***</password><amount>5</amount>",
                "java -jar x --password hunter2 --n 5 -> java -jar x --password *** --n 5",
                "host=localhost user=ann password=hunter2 dbname=x -> host=localhost user=ann password=*** dbname=x",
                "password => 'hunter2', n => 1 -> password => '***', n => 1",
                "card 4242 4242 4242 4242 and 4242-4242-4242-4242 -> card ***4242 and ***4242",
                "paid with 378282246310005 today -> paid with ***0005 today");
    }

    @ParameterizedTest
    @MethodSource("secretTexts")
    void secrets_areMasked_andTheRestStays(String case_) {
        String[] parts = case_.split(" -> ?", 2);
        assertThat(Redaction.of(parts[0])).isEqualTo(parts[1].strip());
        assertThat(Redaction.of(parts[1].strip())).as("masked again").isEqualTo(parts[1].strip());
    }

    /** Texts of a job are as long as they like, and so is what is repeated in them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '!',
            value = {
                "password '~x~' end",
                "alter role ann password '~ab''~'",
                "select hide('token', '~x~')",
                "[\"token\", \"~x~\"]",
                "(~(a)~)=(x) already exists",
                "name=\"token\"~! !~x",
                "token~[0]~=hunter2",
                "--token~_hash~! hunter2!",
                "<token~_hash~>hunter2</token>",
                "token~! !~=",
                "insert into t values ('~a'),('~')",
                "into ~t values (1) into ~",
                "jdbc:oracle:thin:~x/~",
                "://~a:~@",
                "Authorization: X ~a=\"b\",~",
            })
    void longTexts_areMaskedToo(String before, String repeated, String after) {
        String text = before + repeated.repeat(200_000 / repeated.length()) + (after == null ? "" : after);
        String shown = Redaction.of(text);

        assertThat(shown).isNotEqualTo("***").hasSizeLessThanOrEqualTo(20_000).doesNotContain("hunter2");
        assertThat(Redaction.of(shown)).isEqualTo(shown);
        assertThat(Redaction.of(before + repeated.repeat(3_000 / repeated.length()) + (after == null ? "" : after)))
                .doesNotContain("hunter2")
                .isNotEqualTo("***");
    }

    @Test
    void secretBehindManyTexts_isMasked() {
        assertThat(Redaction.of("select hide('user', 'token', 'hunter2')"))
                .isEqualTo("select hide('user', 'token', '***')");
        assertThat(Redaction.of("password 'x\\")).isEqualTo("password '***'");
        assertThat(Redaction.of("Failing row contains (1, a\nb, hunter2).\nWhere"))
                .isEqualTo("Failing row contains (***).\\nWhere");
        assertThat(Redaction.of("token" + "[0]".repeat(2_000) + "=hunter2")).endsWith("[0]=***");
    }

    /** Wherever the cut falls: in the middle of a card's number, of a pair of halves, of a mask. */
    @Test
    void textThatIsCut_showsNoHeadOfASecret_andStaysAsItIs() {
        for (int i = 0; i < 260; i += 13) {
            String before = "y".repeat(19_770 + i);
            for (String secret :
                    new String[] {" 4242 4242 4242 4242 ", " password=hunter2 ", "\ud83d\ude00\ud83d\ude00"}) {
                String shown = Redaction.of(before + secret + "z".repeat(30_000));
                assertThat(shown)
                        .doesNotContain("4242 4")
                        .doesNotContain("hunt")
                        .doesNotContain("\\ud83d");
                assertThat(Redaction.of(shown)).isEqualTo(shown);
            }
        }
    }

    /** Neither commas nor blanks end a secret that has no quotes, if what follows may be more of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '!',
            value = {
                "Authorization: SSWS 00hunter2 ~ Authorization: ***",
                "{Authorization=[Bot hunter2]} ~ {Authorization=***}",
                "{Authorization=Bot hunter2} ~ {Authorization=***}",
                "headers 'Authorization: SharedKey ann:hunter2' and n=5 ~ headers 'Authorization: ***' and n=5",
                "Authorization: GenieKey hunter2, X-Id: 7 ~ Authorization: ***, X-Id: 7",
                "Proxy-Authorization: NTLM hunter2 ~ Proxy-Authorization: ***",
                "Authorization: Signature keyId=\"k\",signature=\"hunter2==\" ~ Authorization: ***",
                "select 1 where authorization = x and n = 5 ~ select 1 where authorization = *** and n = 5",
                "password=geh,hunter2 ~ password=***",
                "password=geh,hunter2, n=5 ~ password=***, n=5",
                "a=1,password=hunter2,n=5 ~ a=1,password=***,n=5",
                "jdbc:postgresql://h/db?user=x&password=p,w)hunter2&ssl=true ~ jdbc:postgresql://h/db?user=x&password=***&ssl=true",
                "password: correct horse hunter2 ~ password: ***",
                "password: correct horse, user: ann ~ password: ***, user: ann",
                "{pin: 12, n: 5} ~ {pin: ***, n: 5}",
                "{\"pin\": 1234, \"n\": 5} ~ {\"pin\": ***, \"n\": 5}",
                "X-Api-Key: abc hunter2 ~ X-Api-Key: ***",
                "set password = E'ge\\'hunter2' where id = 1 ~ set password = E'***' where id = 1",
                "set password = $$ge hunter2$$ where id = 1 ~ set password = $$***$$ where id = 1",
                "jdbc:sqlserver://h;password=ge;hunter2;encrypt=true ~ jdbc:sqlserver://h;password=***;encrypt=true",
                "pw=hunter2 pass_word=hunter2 ~ pw=*** pass_word=***",
                "paid with 4242.4242.4242.4242 ~ paid with ***4242",
                "POST /services/T01234567/B01234567/XyZabcdefghijklmnopqrstu ~ POST /services/***",
                "POST /bot123456789:AAHabcdefghijklmnopqrstuvwxyz/send ~ POST /bot***/send",
            })
    void secretWithoutQuotes_isMaskedToItsEnd(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
        assertThat(Redaction.of(shown)).as("masked again").isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.141592653589793",
                "POST /services/Tickets/Bookings/ofTheLastTwentyYearsOrSo",
                "POST /bots/12:30/x",
                "http://localhost:8080/users/a@b.c?x=1",
                "https://medium.com/@ann",
                "the Basic authentication scheme and a bearer token",
                "Key (id)=(7) already exists.",
                "Duplicate entry '7' for key 'PRIMARY'",
                "order_id=4242424242424242 and id: 4242424242424242",
                "Key (order_id)=(4242424242424242) already exists",
                "at 1767225600000 order 12345678901234",
                "4242424242424241",
                "ch_4242424242424242",
                "token_count=5 secretary=ann tokens: 400 pinned: true",
                "unexpected token: FROM",
                "unexpected token x42",
                "{\"tokens\": {\"prompt\": 5, \"completion\": 7}, \"session_id\": 17, \"sid\": 4}",
                "tokens: see below; session_id: 42",
                "{\"tokens\": [5, 7]}",
                "the token bucket a1 and token 42",
                "no password given to user42",
                "password: null, token: true, secret=?",
                "D1 crash after db INSERT tokens #1; D2",
                "POST /v1/tokens",
                "the second POST carried no Idempotency-Key, so the gateway could not recognise it",
                "insert into t (id, amount) values (1, 1999)",
            })
    void whatIsNoSecret_stays(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    /** Every tenth long id has the check digit of a card: only a column that is called so holds cards as numbers. */
    @Test
    void numberOfACard_isToldFromAnId_byItsName() {
        assertThat(Redaction.ofNumber("order_number", "4242424242424242")).isEqualTo("4242424242424242");
        assertThat(Redaction.ofNumber("id", "4242424242424242")).isEqualTo("4242424242424242");
        assertThat(Redaction.ofNumber("card", "4242424242424242")).isEqualTo("***4242");
        assertThat(Redaction.ofNumber("card", "7")).isEqualTo("7");
        assertThat(Redaction.ofNumber("pin", "7")).isEqualTo("***");
        assertThat(Redaction.of("note", "4242424242424242")).isEqualTo("***4242");
    }

    @ParameterizedTest
    @CsvSource({
        "27, \\u001b",
        "7, \\u0007",
        "10, \\n",
        "13, \\r",
        "9, \\t",
        "0, \\u0000",
        "127, \\u007f",
        "155, \\u009b",
        "8238, \\u202e",
        "8203, \\u200b",
        "65279, \\ufeff",
        "8232, \\u2028",
        "55357, \\ud83d",
        "917569, \\udb40\\udc41"
    })
    void whatCannotBeSeen_isEscaped(int character, String shown) {
        String text = character == 55357 ? "\ud83d" : Character.toString(character);
        assertThat(Redaction.of("a" + text + "b")).isEqualTo("a" + shown + "b");
        assertThat(Redaction.visible("a" + text + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void lettersOfEveryLanguage_stay() {
        assertThat(Redaction.of("Größe, 東京, ελλ, עברית, \ud83d\ude00, é"))
                .isEqualTo("Größe, 東京, ελλ, עברית, \ud83d\ude00, é");
        assertThat(Redaction.ofLines("a\nb\u001b")).isEqualTo("a\nb\\u001b");
    }

    @Test
    void failure_isTheSame_unlessItTellsASecret() {
        Exception clean = new IllegalStateException("no row 7", new RuntimeException("why"));
        assertThat(Redaction.of(clean)).isSameAs(clean);

        Exception told = new IllegalStateException("refused", new RuntimeException("password=hunter2"));
        told.addSuppressed(new RuntimeException("token=hunter2"));
        Throwable redacted = Redaction.of(told);
        assertThat(redacted).hasMessage("refused").hasToString(told.toString());
        assertThat(redacted.getStackTrace()).isEqualTo(told.getStackTrace());
        assertThat(redacted.getCause()).hasToString("java.lang.RuntimeException: password=***");
        assertThat(redacted.getSuppressed()[0]).hasMessage("token=***");
    }

    @Test
    void failureThatIsItsOwnCause_ends() {
        Exception one = new IllegalStateException("token=hunter2");
        Exception other = new IllegalStateException("other", one);
        one.initCause(other);
        one.addSuppressed(other);

        assertThat(Redaction.of(one)).hasMessage("token=***");
    }

    @Test
    void misuse_tellsNoSecret_norDoItsCauses() {
        Misuse misuse = new Misuse("jdbc:x://ann:hunter2@host\u001b", new RuntimeException("password=hunter2"));

        assertThat(misuse).hasMessage("jdbc:x://***@host\\u001b");
        assertThat(misuse.getCause()).hasMessage("password=***");
    }
}
