package io.runstwice.run;

import java.util.Set;

/**
 * Reads from outside what a thread is at.
 *
 * <p>A thread that runs or sleeps may still reach the gate by itself. One that is idle waits for a task of its executor; one
 * that waits needs somebody else's step first.
 */
final class ThreadStates {

    private static final Set<String> IDLE_FRAMES = Set.of(
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "java.util.TimerThread.mainLoop");

    private static final Set<String> TIMED_FRAMES = Set.of(
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take",
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.poll",
            "java.util.TimerThread.mainLoop");

    private static final Set<String> GATE =
            Set.of(Admission.class.getName(), Floor.class.getName(), DeliveryWorker.class.getName());

    private ThreadStates() {}

    /** Whether it is between two tasks and none is due by itself: a pooled thread, or a selector without an event. */
    static boolean isIdle(Thread thread) {
        return isBetweenTasks(thread) && !isTimed(thread);
    }

    /** Whether it is in the middle of nothing, though a delayed task may be due. */
    static boolean isBetweenTasks(Thread thread) {
        Thread.State state = thread.getState();
        if (state == Thread.State.TERMINATED || state == Thread.State.NEW) {
            return true;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        return state == Thread.State.RUNNABLE ? inSelector(stack) : isIn(stack, IDLE_FRAMES);
    }

    /** Whether a delayed task will wake it. */
    private static boolean isTimed(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING && isIn(thread.getStackTrace(), TIMED_FRAMES);
    }

    private static boolean isIn(StackTraceElement[] stack, Set<String> frames) {
        for (StackTraceElement frame : stack) {
            if (frames.contains(frame.getClassName() + '.' + frame.getMethodName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it cannot reach the gate unless another thread, or a reply, moves it. */
    static boolean isQuiet(Thread thread) {
        return switch (thread.getState()) {
            case TERMINATED, WAITING -> true;
            case BLOCKED -> !isEntering(thread.getStackTrace());
            case NEW -> false;
            case RUNNABLE -> inNativeIo(thread.getStackTrace());
            case TIMED_WAITING -> !sleeps(thread.getStackTrace());
        };
    }

    /** Whether it waits for another thread, and not at the gate. */
    static boolean waitsInside(Thread thread) {
        Thread.State state = thread.getState();
        if (state != Thread.State.BLOCKED && state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
            return false;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        return !sleeps(stack) && !isAtTheGate(stack);
    }

    private static boolean isAtTheGate(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (GATE.contains(frame.getClassName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether any thread of the JVM waits for what sockets bring: a client may be shared, or older than who uses it. */
    static boolean anyReadsReplies() {
        return Thread.getAllStackTraces().values().stream().anyMatch(ThreadStates::inSelector);
    }

    /** Whether it has told the JVM to end, and waits for that. */
    static boolean isExiting(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals("java.lang.Runtime")
                    && frame.getMethodName().equals("exit")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the JVM was told to end and has started every shutdown hook: it waits for them. */
    static boolean haveHooksBegun() {
        return Thread.getAllStackTraces().values().stream()
                .anyMatch(stack -> isIn(stack, Set.of("java.lang.ApplicationShutdownHooks.runHooks"))
                        && isIn(stack, Set.of("java.lang.Thread.join")));
    }

    /** A thread that waits for the gate's own monitor is about to be at the gate. */
    private static boolean isEntering(StackTraceElement[] stack) {
        return stack.length == 0 || stack[0].getClassName().equals(Admission.class.getName());
    }

    private static boolean sleeps(StackTraceElement[] stack) {
        for (int i = 0; i < Math.min(3, stack.length); i++) {
            if (stack[i].getClassName().equals("java.lang.Thread")
                    && stack[i].getMethodName().startsWith("sleep")) {
                return true;
            }
        }
        return false;
    }

    private static boolean inNativeIo(StackTraceElement[] stack) {
        return stack.length > 0 && stack[0].getClassName().startsWith("sun.nio.ch.");
    }

    private static boolean inSelector(StackTraceElement[] stack) {
        if (!inNativeIo(stack)) {
            return false;
        }
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals("sun.nio.ch.SelectorImpl")) {
                return true;
            }
        }
        return false;
    }
}
