package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.run.Notebook;
import io.runstwice.world.Misuse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message that rightly changes nothing. */
class NothingToDoTests {

    private final Notebook notebook = new Notebook();

    private RunsTwice job(Job job) {
        return RunsTwice.job("TestJob", job).given(() -> notebook.write("done")).watching(notebook);
    }

    @Test
    void saidToChangeNothing_isSafe() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("done"))
                .changesNothing()
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("compared   notebook: lines", "note       a delivery changes nothing, as the test says");
    }

    @Test
    void notSaid_provesNothing() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("done")).explore();

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("the job changed nothing that is watched", "changesNothing()"));
    }

    @Test
    void changesSomethingWhenItRunsAgain_isFound() {
        Verdict verdict = job(delivery -> {
                    if (delivery.attempt() > 1) {
                        notebook.writeUnlessThere("again");
                    } else {
                        notebook.writeUnlessThere("done");
                    }
                })
                .changesNothing()
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("double effect", "again");
    }

    @Test
    void changesSomethingAlone_isNotWhatWasSaid() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("more"))
                .changesNothing()
                .explore();

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("said to change nothing", "changed notebook", "Leave changesNothing() out"));
    }

    @Test
    void besideAnActor_isSafeThoughTheActorChangesSomething() {
        Verdict verdict = job(delivery -> notebook.writeUnlessThere("done"))
                .alongside("other", beside -> notebook.writeUnlessThere("other"))
                .changesNothing()
                .explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void history_isRefused() {
        assertThatThrownBy(() -> RunsTwice.history("TestJob", List.of("a", "b"), (message, delivery) -> {})
                        .changesNothing())
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("history");
    }
}
