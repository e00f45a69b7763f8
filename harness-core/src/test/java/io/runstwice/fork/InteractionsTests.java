package io.runstwice.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import io.runstwice.world.Reply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InteractionsTests {

    static List<Access> accesses() {
        return List.of(
                Access.none(),
                Access.unknown(),
                Access.adding("mail", "to ann"),
                new Access(Set.of("jobs", "mails"), Set.of("jobs"), List.of(), true),
                new Access(
                        Set.of(),
                        Set.of("mails"),
                        List.of(new Access.Added("mails", "", 3), new Access.Added("mails", "x")),
                        false));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void result_crossesAsItIs(Access access) {
        Message message = Interactions.result(new Reply("1 row", Effect.DURABLE), access, true);

        assertThat(Interactions.access(message)).isEqualTo(access);
        assertThat(Interactions.reply(message)).isEqualTo(new Reply("1 row", Effect.DURABLE));
        assertThat(Interactions.threw(message)).isTrue();
    }
}
