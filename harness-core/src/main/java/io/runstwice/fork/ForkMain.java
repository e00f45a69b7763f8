package io.runstwice.fork;

import io.runstwice.fork.Message.Kind;
import io.runstwice.run.ForkEnvironment;
import io.runstwice.world.Gate;
import io.runstwice.world.Line;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The main class of a forked JVM. It makes its stubs, waits for one task, performs it, and lives on until it is killed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ForkMain {

    /** What the test says through the pipe: where is the delivery? */
    static final int WHERE = 1;

    /** What the test says through the pipe: the thread that was held goes on. */
    static final int RESUME = 2;

    private final Semaphore over = new Semaphore(0);
    private final ProcessConnection connection;
    private final ForkEnd end;
    private final ForkEnvironment environment;
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    private ForkMain(ProcessConnection connection) {
        this.connection = connection;
        this.end = new ForkEnd(connection, this::shows, this::expectSigterm);
        this.environment = new ForkEnvironment(end);
    }

    /**
     * Connects to the test that forked it, which says on the standard input where it listens, and a word to be known by.
     *
     * @throws IOException if it listens no more
     */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        int port = in.readInt();
        String password = in.readUTF();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        ForkMain main = new ForkMain(new ProcessConnection(socket.getInputStream(), socket.getOutputStream()));
        main.listenTo(in);
        Runtime.getRuntime().addShutdownHook(new Thread(main::watchHooks, "runstwice fork's hook"));
        main.connection.send(Kind.WARM, password);
        main.serve();
    }

    /**
     * The other end of this pipe is in the test's JVM: it closes when that is gone, however it went.
     */
    private void listenTo(InputStream parent) {
        Thread ear = new Thread(
                () -> {
                    try {
                        for (int said = parent.read(); said >= 0; said = parent.read()) {
                            if (said == RESUME) {
                                end.resume();
                            } else {
                                connection.send(Kind.TELL, ForkEnd.TEST, "where", environment.position());
                            }
                        }
                    } catch (IOException closed) {
                        // so it is gone
                    }
                    Runtime.getRuntime().halt(1);
                },
                "runstwice fork's parent");
        ear.setDaemon(true);
        ear.start();
    }

    /** One of the hooks that run, of which it tells when the others have come to rest. */
    private void watchHooks() {
        if (end.isHeld()) {
            boolean others = environment.awaitRest();
            end.send(Message.of(Kind.REST, String.valueOf(others)));
            if (others) {
                over.acquireUninterruptibly(); // a hook that waits for the job must not end the process before the
                // queue has heard of it
            }
        }
    }

    private void serve() throws IOException {
        warmUp(connection.receive());
        Message task = connection.receive();
        shows(task.word(1));
        List<String> words = words(task, 3, task.words().size());
        environment.perform(Integer.parseInt(task.word(2)), any -> perform(task.word(0), words));
        end.send(Message.of(Kind.QUIET));
        while (true) {
            LockSupport.park(this);
        }
    }

    private void warmUp(Message stubs) throws IOException {
        try {
            int at = 0;
            while (at < stubs.words().size()) {
                int first = at + 3;
                int next = first + Integer.parseInt(stubs.word(at + 2));
                resources.put(stubs.word(at), made(stubs, at, words(stubs, first, next)));
                at = next;
            }
        } catch (Exception | LinkageError failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            connection.send(Kind.UNFIT, trace.toString());
            return;
        }
        connection.send(Kind.WARM);
    }

    private Resource made(Message stubs, int at, List<String> words) throws Exception {
        Constructor<? extends Stub.Maker> maker = Class.forName(
                        stubs.word(at + 1), true, Thread.currentThread().getContextClassLoader())
                .asSubclass(Stub.Maker.class)
                .getDeclaredConstructor();
        maker.setAccessible(true);
        return maker.newInstance().make(new ToTest(stubs.word(at)), words);
    }

    private static List<String> words(Message message, int from, int to) {
        List<String> words = new ArrayList<>();
        for (int i = from; i < to; i++) {
            words.add(message.word(i));
        }
        return words;
    }

    private void shows(String instant) {
        environment.shows(Instant.parse(instant));
    }

    private void expectSigterm() {
        environment.expectSigterm();
    }

    /** On the delivery's own thread. */
    private void perform(String task, List<String> words) {
        Throwable thrown = null;
        try {
            RemoteTask made = Class.forName(task, true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(RemoteTask.class)
                    .getDeclaredConstructor()
                    .newInstance();
            made.run(new FarAttempt(end, environment.clock()), resources, words);
        } catch (Throwable failure) {
            thrown = failure;
        }
        end.send(ending(thrown));
        over.release();
    }

    private Message ending(@Nullable Throwable thrown) {
        List<@Nullable String> words = new ArrayList<>();
        words.add(String.valueOf(environment.hasOthers()));
        if (thrown == null) {
            return new Message(Kind.RETURNED, words);
        }
        words.addAll(Failures.words(thrown));
        return new Message(Kind.THREW, words);
    }

    /** The line of one resource. */
    private final class ToTest implements Line {

        private final String resource;

        ToTest(String resource) {
            this.resource = resource;
        }

        @Override
        public Gate gate() {
            return environment.gate(resource);
        }

        @Override
        public String ask(String... words) {
            return end.ask(resource, words);
        }

        @Override
        public void tell(String... words) {
            end.tell(resource, words);
        }
    }
}
