package io.runstwice.examples.spool;

import static io.runstwice.examples.support.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Guard;
import io.runstwice.RunsTwice;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardJobTests {

    @TempDir
    private Path directory;

    private Spool in;
    private Spool out;

    @BeforeEach
    void spools() throws IOException {
        in = new Spool(Files.createDirectory(directory.resolve("in")));
        out = new Spool(Files.createDirectory(directory.resolve("out")));
    }

    private RunsTwice broken() {
        return described("BrokenForwardJob", new BrokenForwardJob(in, out)::perform);
    }

    private RunsTwice fixed() {
        return described("FixedForwardJob", new FixedForwardJob(in, out)::perform);
    }

    // region judged
    private RunsTwice described(String name, Runnable job) {
        return RunsTwice.job(name, delivery -> job.run())
                .given(() -> in.add("order-7", "ship order 7"))
                .watching("in", in)
                .watching("out", out);
    }
    // endregion

    @Test
    void numbersWhatItForwards_dies_forwardsTwice() {
        assertThat(broken().explore())
                .isUnsafeWith("double effect: out messages")
                .firstShownBy("D1 crash after out add #1; D2");
    }

    @Test
    void keepsTheKey_anything_isSafe() {
        assertThat(fixed().explore()).isSafeAndComplete();
    }

    @Test
    void keysTakenAway_areMissed() {
        assertThat(fixed().withoutGuard(Guard.own("out", "keys")).isNeeded()).isTrue();
    }

    @Test
    void guardOfAnotherName_isMisuse() {
        assertThatThrownBy(() -> fixed().withoutGuard(Guard.own("out", "locks")))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("has no locks that could be removed");
    }

    @Test
    void fileOfSomebodyElse_isRefused() throws IOException {
        Files.writeString(directory.resolve("out").resolve("thesis.txt"), "all of it");

        assertThatThrownBy(() -> fixed().explore()).isInstanceOf(Misuse.class).hasMessageContaining("thesis.txt");
    }
}
