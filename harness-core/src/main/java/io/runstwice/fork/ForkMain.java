package io.runstwice.fork;

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
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apiguardian.api.API;

/**
 * The main class of a forked JVM. It makes its stubs, waits for one task, performs it, and lives on until it is killed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ForkMain {

    /** The test asks through the pipe: where is the delivery? */
    static final int WHERE = 1;

    /** The test says through the pipe: the thread that was held goes on. */
    static final int RESUME = 2;

    private final Semaphore over = new Semaphore(0);
    private final ProcessConnection<FromTest, FromFork> connection;
    private final ForkEnd end;
    private final ForkEnvironment environment;
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    private ForkMain(ProcessConnection<FromTest, FromFork> connection) {
        this.connection = connection;
        this.end = new ForkEnd(connection, this::shows, this::expectSigterm);
        this.environment = new ForkEnvironment(end);
    }

    /**
     * Connects to the test that forked it, which says on the standard input where it listens, and a word to be known
     * by.
     *
     * @throws IOException if it listens no more
     */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        int port = in.readInt();
        String password = in.readUTF();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        ForkMain main = new ForkMain(ProcessConnection.toTest(socket.getInputStream(), socket.getOutputStream()));
        main.listenTo(in);
        Runtime.getRuntime().addShutdownHook(new Thread(main::watchHooks, "runstwice fork's hook"));
        main.connection.send(new FromFork.Hello(password));
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
                                connection.send(new FromFork.Position(environment.position()));
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
            end.send(new FromFork.HooksAtRest(others));
            if (others) {
                over.acquireUninterruptibly(); // a hook that waits for the job must not end the process before the
                // queue has heard of it
            }
        }
    }

    private void serve() throws IOException {
        warmUp(connection.receive(FromTest.Prepare.class));
        FromTest.Perform order = connection.receive(FromTest.Perform.class);
        shows(order.clock());
        environment.perform(order.delivery(), any -> perform(order));
        end.send(new FromFork.Quiet());
        while (true) {
            LockSupport.park(this);
        }
    }

    private void warmUp(FromTest.Prepare order) throws IOException {
        try {
            for (FromTest.StubSpec stub : order.stubs()) {
                resources.put(stub.resource(), made(stub));
            }
        } catch (Exception | LinkageError failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            connection.send(new FromFork.Unfit(trace.toString()));
            return;
        }
        connection.send(new FromFork.Warm());
    }

    private Resource made(FromTest.StubSpec stub) throws Exception {
        Class<? extends Stub.Maker> maker = Class.forName(
                        stub.maker(), true, Thread.currentThread().getContextClassLoader())
                .asSubclass(Stub.Maker.class);
        return Stubs.make(maker, new ToTest(stub.resource()), stub.words());
    }

    private void shows(Instant now) {
        environment.shows(now);
    }

    private void expectSigterm() {
        environment.expectSigterm();
    }

    /** On the delivery's own thread. */
    private void perform(FromTest.Perform order) {
        end.send(ending(order));
        over.release();
    }

    private FromFork.JobEnded ending(FromTest.Perform order) {
        try {
            RemoteTask made = Class.forName(
                            order.task(), true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(RemoteTask.class)
                    .getDeclaredConstructor()
                    .newInstance();
            made.run(new FarAttempt(end, environment.clock()), resources, order.words());
            return new FromFork.Returned(environment.hasOthers());
        } catch (Throwable failure) {
            return new FromFork.Threw(environment.hasOthers(), Failure.of(failure));
        }
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
            return end.ask(new FromFork.Ask(resource, List.of(words)), FromTest.ResourceAnswer.class)
                    .text();
        }

        @Override
        public void tell(String... words) {
            end.tell(new FromFork.Tell(resource, List.of(words)));
        }
    }
}
