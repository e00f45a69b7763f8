package io.runstwice.fork;

import io.runstwice.watchdog.Watchdog;
import io.runstwice.watchdog.WatchdogEntry;
import io.runstwice.world.Misuse;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A forked JVM, and the line to it. */
final class Fork {

    private static final int LOOK_MILLIS = 200;
    private static final Duration COMES_UP_WITHIN = Duration.ofSeconds(60);
    private static final long SAYS_WHERE_WITHIN_SECONDS = 2;
    private static final long DIES_WITHIN_SECONDS = 30;

    private final Process process;
    private final SocketChannel channel;
    private final ProcessConnection<FromFork, FromTest> connection;
    private final WatchdogEntry guard;
    private final BlockingQueue<String> position = new LinkedBlockingQueue<>();

    private final ClassArchives.Order order;
    private volatile boolean served;

    private Fork(Process process, SocketChannel channel, ClassArchives.Order order) {
        this.process = process;
        this.order = order;
        this.channel = channel;
        this.guard = Watchdog.process(process.toHandle());
        this.connection = ProcessConnection.toFork(Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    /**
     * Starts a fork, and waits until it is warm.
     *
     * @param order its command line and archive
     * @param stubs the objects that it makes first
     * @param printers pass on its output
     * @throws Misuse if it does not come up
     */
    static Fork warm(ClassArchives.Order order, FromTest.Prepare stubs, Executor printers) {
        return warm(order, stubs, printers, COMES_UP_WITHIN);
    }

    static Fork warm(ClassArchives.Order order, FromTest.Prepare stubs, Executor printers, Duration within) {
        try {
            return started(order, stubs, printers, within);
        } catch (IOException failure) {
            throw new Misuse(notUp(failure.toString()), failure);
        }
    }

    private static Fork started(ClassArchives.Order order, FromTest.Prepare stubs, Executor printers, Duration within)
            throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String password = UUID.randomUUID().toString();
            Process process = Command.withoutVariables(new ProcessBuilder(order.command()))
                    .start();
            CompletableFuture<Void> late = killedUnlessUp(process, within);
            try {
                ForkOutput.by(process, printers);
                introduce(process.getOutputStream(), server.socket().getLocalPort(), password);
                Fork fork = new Fork(process, accepted(server, process), order);
                fork.greet(password, stubs);
                if (!late.cancel(false)) {
                    throw new IOException("it was killed");
                }
                return fork;
            } catch (IOException | RuntimeException failure) {
                process.destroyForcibly();
                if (!late.cancel(false)) {
                    throw new Misuse(notUp("it was not ready after " + within.toSeconds() + " s"), failure);
                }
                throw failure;
            }
        }
    }

    /** One that has connected and says nothing more would be waited for without end. */
    private static CompletableFuture<Void> killedUnlessUp(Process process, Duration within) {
        CompletableFuture<Void> late =
                new CompletableFuture<Void>().completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS);
        late.thenRun(process::destroyForcibly);
        return late;
    }

    /** Kept open: when this JVM is gone, however it went, the fork sees the end of it. */
    private static void introduce(OutputStream in, int port, String password) throws IOException {
        DataOutputStream data = new DataOutputStream(in);
        data.writeInt(port);
        data.writeUTF(password);
        data.flush();
    }

    private static SocketChannel accepted(ServerSocketChannel server, Process process) throws IOException {
        server.socket().setSoTimeout(LOOK_MILLIS);
        while (process.isAlive()) {
            try {
                SocketChannel channel = server.socket().accept().getChannel();
                channel.socket().setTcpNoDelay(true);
                return channel;
            } catch (SocketTimeoutException notYet) {
                // asked again while it lives
            }
        }
        throw new Misuse(notUp("it ended with exit code " + process.exitValue()));
    }

    private void greet(String password, FromTest.Prepare stubs) throws IOException {
        if (!connection.receive(FromFork.Hello.class).password().equals(password)) {
            throw new Misuse(notUp("another process connected"));
        }
        connection.send(stubs);
        FromFork answer = connection.receive();
        if (answer instanceof FromFork.Unfit unfit) {
            throw new Misuse(notUp(unfit.trace()));
        }
        ProcessConnection.due(FromFork.Warm.class, answer);
    }

    private static String notUp(String why) {
        return "the tier PROCESS could not fork a JVM: " + why
                + ". Its output stands above; see that a JVM can be started here with this class path";
    }

    void send(FromTest message) throws IOException {
        connection.send(message);
    }

    FromFork receive() throws IOException {
        return connection.receive();
    }

    /** Waits until it says something more, as a thread does that has nothing to do. */
    boolean hears() throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            selector.select();
        }
        channel.configureBlocking(true);
        return channel.isOpen();
    }

    void isSeenAt(String where) {
        position.offer(where);
    }

    /** Asks where its delivery is, past the line, which may be in use. An empty text if it does not say. */
    String position() {
        try {
            String told = say(ForkMain.WHERE) ? position.poll(SAYS_WHERE_WITHIN_SECONDS, TimeUnit.SECONDS) : null;
            return told == null ? "" : told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** A real SIGTERM. Returns at once. {@link Process#destroy} would close the pipe too, and be taken for our end. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** The thread that was held goes on. */
    void resume() {
        say(ForkMain.RESUME);
    }

    private boolean say(int what) {
        try {
            process.getOutputStream().write(what);
            process.getOutputStream().flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Its task is done, one way or the other. */
    void served() {
        served = true;
    }

    /**
     * Kills the process by a real SIGKILL. A fork that is to leave an archive and has done its task halts instead,
     * which runs no hook of the job either. Returns when the process is gone.
     */
    void kill() {
        Runnable graduates = served ? order.graduates() : null;
        try {
            if (graduates != null) {
                halt();
                graduates.run();
            }
            process.destroyForcibly();
            if (!isGone()) {
                throw new IllegalStateException(
                        "process " + process.pid() + " outlived a SIGKILL by " + DIES_WITHIN_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** Closes the pipe to the process, which then ends by itself. */
    private void halt() throws InterruptedException {
        try {
            process.getOutputStream().close();
            isGone();
        } catch (IOException gone) {
            // so it is
        }
    }

    private boolean isGone() throws InterruptedException {
        return process.waitFor(DIES_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    /** How it ended by itself. */
    String ended() {
        kill();
        return "its process ended by itself, with exit code " + process.exitValue();
    }

    private void close() {
        try {
            guard.close();
            channel.close();
            process.getOutputStream().close();
        } catch (IOException closed) {
            // it is
        }
    }
}
