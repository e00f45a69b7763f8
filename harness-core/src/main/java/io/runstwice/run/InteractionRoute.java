package io.runstwice.run;

import io.runstwice.world.Call;
import java.util.function.Consumer;

/**
 * Where an interaction is decided: in this JVM or, for a forked process, in the JVM of the test. Notes and doubts go
 * the same way. Thread-safe.
 */
sealed interface InteractionRoute {

    /** A thread that has been admitted with its call, in this JVM. */
    interface Admitted extends RemoteGate.Aside {

        /** Lets its call pass, or lets the planned fault hit it. */
        <T> T decide(String resource, Call<T> call) throws Exception;
    }

    /** Passes one interaction. */
    <T> T pass(String resource, Call<T> call, Admitted here) throws Exception;

    /** The run can prove nothing. */
    void doubt(String reason, Consumer<String> here);

    /** A certificate has to mention this. */
    void note(String fact, Consumer<String> here);

    /** The test is in this JVM. */
    record Local() implements InteractionRoute {

        @Override
        public <T> T pass(String resource, Call<T> call, Admitted here) throws Exception {
            return here.decide(resource, call);
        }

        @Override
        public void doubt(String reason, Consumer<String> here) {
            here.accept(reason);
        }

        @Override
        public void note(String fact, Consumer<String> here) {
            here.accept(fact);
        }
    }

    /**
     * The test is in another JVM, and this one has a single delivery.
     *
     * @param gate leads to the test
     */
    record Remote(RemoteGate gate) implements InteractionRoute {

        @Override
        public <T> T pass(String resource, Call<T> call, Admitted here) throws Exception {
            return gate.pass(resource, call, here);
        }

        @Override
        public void doubt(String reason, Consumer<String> here) {
            gate.doubt(reason);
        }

        @Override
        public void note(String fact, Consumer<String> here) {
            gate.note(fact);
        }
    }
}
