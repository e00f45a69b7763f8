package io.runstwice.http;

import io.runstwice.world.Line;
import io.runstwice.world.Misuse;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Where jobs reach a service: at a listener of the test, whether it is in this JVM or another one. */
sealed interface ServiceAddress {

    /** What the calling thread is to use. */
    URI uri();

    /**
     * The records of the service are about to be used.
     *
     * @throws Misuse if they are in another JVM
     */
    void requireRecords();

    /**
     * The test is in this JVM.
     *
     * @param listener where the listener of the calling thread's worker is
     */
    record Local(Supplier<URI> listener) implements ServiceAddress {

        @Override
        public URI uri() {
            return listener.get();
        }

        @Override
        public void requireRecords() {
            // they are here
        }
    }

    /**
     * The test is in another JVM.
     *
     * @param line leads there
     */
    record Remote(Line line) implements ServiceAddress {

        private static final String WHERE = "where";

        /** Refuses what is not the one question that is asked. */
        static void requireQuestion(List<String> words) {
            if (!words.equals(List.of(WHERE))) {
                throw new IllegalArgumentException("a service does not understand " + words);
            }
        }

        @Override
        public URI uri() {
            return URI.create(line.ask(WHERE));
        }

        @Override
        public void requireRecords() {
            throw new Misuse("The records of an HttpService are kept by the test, and a delivery with a process of its"
                    + " own does not reach them. Let the job ask the service over HTTP.");
        }
    }
}
