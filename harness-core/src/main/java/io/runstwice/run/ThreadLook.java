package io.runstwice.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a thread was at, at one moment, read from outside.
 *
 * <p>A thread that runs or sleeps may still reach the gate by itself. One that is idle waits for a task of its
 * executor; one that waits needs another thread's step first.
 *
 * @param state as the JVM names it
 * @param stack the innermost frame first; empty if it has not begun or has ended
 * @param owner the id of the thread that owns the monitor or lock that it waits for, or -1
 */
record ThreadLook(Thread thread, Thread.State state, List<StackTraceElement> stack, long owner) {

    static final long NOBODY = -1;

    private static final Set<String> IDLE_FRAMES = Set.of(
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "java.util.TimerThread.mainLoop");

    private static final Set<String> TIMED_FRAMES = Set.of(
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take",
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.poll",
            "java.util.TimerThread.mainLoop");

    /**
     * These threads at one and the same moment, but for virtual ones: however many they are, the JVM is stopped once,
     * and not at all for none.
     */
    static List<ThreadLook> at(Collection<Thread> threads) {
        Map<Long, ThreadInfo> seen = new HashMap<>();
        long[] alive = threads.stream()
                .filter(Thread::isAlive)
                .mapToLong(Thread::getId)
                .toArray();
        if (alive.length > 0) {
            for (ThreadInfo info : ManagementFactory.getThreadMXBean().getThreadInfo(alive, Integer.MAX_VALUE)) {
                if (info != null) {
                    seen.put(info.getThreadId(), info);
                }
            }
        }
        return threads.stream()
                .map(thread -> of(thread, seen.get(thread.getId())))
                .toList();
    }

    /** The JVM's management knows no virtual thread; one by one they tell of themselves. */
    private static ThreadLook of(Thread thread, @Nullable ThreadInfo info) {
        if (info == null) {
            return new ThreadLook(thread, thread.getState(), List.of(thread.getStackTrace()), NOBODY);
        }
        return new ThreadLook(thread, info.getThreadState(), List.of(info.getStackTrace()), info.getLockOwnerId());
    }

    /** Whether it is between two tasks and none is due by itself: a pooled thread, or a selector without an event. */
    boolean isIdle() {
        return isBetweenTasks() && !isTimed();
    }

    /** Whether it is in the middle of nothing, though a delayed task may be due. */
    boolean isBetweenTasks() {
        return switch (state) {
            case TERMINATED, NEW -> true;
            case RUNNABLE -> inSelector();
            default -> isIn(IDLE_FRAMES);
        };
    }

    /** Whether it is idle in a way that only it can change: parked by its executor, or in a selector. */
    boolean isParkedOrSelecting() {
        return isBetweenTasks() && !stack.isEmpty() && (state == Thread.State.RUNNABLE || isParked(stack.get(0)));
    }

    private static boolean isParked(StackTraceElement frame) {
        return frame.getClassName().equals("jdk.internal.misc.Unsafe")
                && frame.getMethodName().equals("park");
    }

    /** Whether a delayed task will wake it. */
    private boolean isTimed() {
        return state == Thread.State.TIMED_WAITING && isIn(TIMED_FRAMES);
    }

    /** Whether it waits for anything at all, in the operating system too, or has ended. */
    boolean isAtRest() {
        return state != Thread.State.RUNNABLE || stack.isEmpty() || stack.get(0).isNativeMethod();
    }

    /** Whether the wait that it is in ends by the clock. */
    boolean goesByTheClock() {
        return isTimed() || state == Thread.State.TIMED_WAITING && sleeps();
    }

    /**
     * Whether it cannot reach the gate unless another thread, or a reply, moves it.
     *
     * @param gate the class whose monitor a thread takes to come to the gate
     */
    boolean isQuiet(Class<?> gate) {
        return switch (state) {
            case TERMINATED, WAITING -> true;
            case BLOCKED -> !isEntering(gate);
            case NEW -> false;
            case RUNNABLE -> inNativeIo();
            case TIMED_WAITING -> !sleeps();
        };
    }

    /** Whether it waits for what the network brings. */
    boolean listens() {
        return state == Thread.State.RUNNABLE && inNativeIo();
    }

    /** Whether it waits for another thread. */
    boolean waits() {
        return switch (state) {
            case BLOCKED, WAITING, TIMED_WAITING -> !sleeps();
            default -> false;
        };
    }

    /** Whether it waits for what sockets bring. */
    boolean inSelector() {
        return inNativeIo()
                && stack.stream().anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.SelectorImpl"));
    }

    /** Whether it has told the JVM to end, and waits for that. */
    boolean isExiting() {
        return isIn(Set.of("java.lang.Runtime.exit"));
    }

    /** Whether the JVM was told to end and it has started every shutdown hook: it waits for them. */
    boolean awaitsHooks() {
        return isIn(Set.of("java.lang.ApplicationShutdownHooks.runHooks")) && isIn(Set.of("java.lang.Thread.join"));
    }

    /** A thread that waits for the gate's own monitor is about to be at the gate. */
    private boolean isEntering(Class<?> gate) {
        return stack.isEmpty() || stack.get(0).getClassName().equals(gate.getName());
    }

    private boolean sleeps() {
        return stack.stream()
                .limit(3)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Thread")
                        && frame.getMethodName().startsWith("sleep"));
    }

    private boolean inNativeIo() {
        return !stack.isEmpty() && stack.get(0).getClassName().startsWith("sun.nio.ch.");
    }

    private boolean isIn(Set<String> methods) {
        return stack.stream().anyMatch(frame -> methods.contains(frame.getClassName() + '.' + frame.getMethodName()));
    }
}
