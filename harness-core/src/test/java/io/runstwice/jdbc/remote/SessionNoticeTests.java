package io.runstwice.jdbc.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.remote.SessionNotice.Others;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database of a process tells crosses as it is, and what tells nothing is refused. */
class SessionNoticeTests {

    static List<SessionNotice> notices() {
        return List.of(
                new SessionNotice.Begins(Long.MAX_VALUE),
                new SessionNotice.Runs(7, true, false, "select 1"),
                new SessionNotice.Runs(8, false, true, ""),
                new SessionNotice.Ended(9),
                new SessionNotice.ReadsNow("select now()"),
                new SessionNotice.Touches("insert into \"a b\" values (1)"),
                new SessionNotice.Gave("select *\nfrom charges"),
                new SessionNotice.Notifies("jobs"));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void notice_crossesAsItIs(SessionNotice notice) {
        assertThat(SessionNotice.of(List.of(notice.words()))).isEqualTo(notice);
    }

    @Test
    void recordWithoutSample_isNamed() {
        assertThat(notices().stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(SessionNotice.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("notices")
    void wordTooFewOrTooMany_isRefused(SessionNotice notice) {
        List<String> words = Arrays.asList(notice.words());
        List<String> more = new ArrayList<>(words);
        more.add("more");

        assertThatThrownBy(() -> SessionNotice.of(words.subList(0, words.size() - 1)))
                .hasMessageContaining("does not understand")
                .hasMessageContaining("too few words");
        assertThatThrownBy(() -> SessionNotice.of(more)).hasMessageContaining("too many words");
    }

    @Test
    void unknownNotice_isRefused() {
        assertThatThrownBy(() -> SessionNotice.of(List.of("sleeps", "7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a database does not understand [sleeps, 7]");
    }

    @Test
    void answer_crossesAsItIs() {
        for (Others answer : List.of(new Others(true, false), new Others(false, true))) {
            assertThat(Others.of(answer.text())).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "true maybe", "true true true", ""})
    void whatIsNoAnswer_isRefused(String text) {
        assertThatThrownBy(() -> Others.of(text)).hasMessageContaining("a database does not understand");
    }
}
