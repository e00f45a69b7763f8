package io.runstwice.junit;

import io.runstwice.world.Misuse;
import org.junit.platform.commons.support.ReflectionSupport;

/** A transaction of the test's own thread, as Spring's {@code @Transactional} tests have one. */
final class OpenTransaction {

    private static final String SPRING = "org.springframework.transaction.support.TransactionSynchronizationManager";

    private OpenTransaction() {}

    /** Whether Spring is there and the calling thread is inside a transaction of it. */
    static boolean isHere(Class<?> tests) {
        return ReflectionSupport.tryToLoadClass(SPRING, tests.getClassLoader())
                .andThenTry(manager ->
                        (Boolean) manager.getMethod("isActualTransactionActive").invoke(null))
                .toOptional()
                .orElse(false);
    }

    static void refuse(Class<?> tests, String method) {
        if (isHere(tests)) {
            throw new Misuse(Messages.openTransaction(method));
        }
    }
}
