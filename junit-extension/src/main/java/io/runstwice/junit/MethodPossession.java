package io.runstwice.junit;

import io.runstwice.Occupation;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Occupied when the tests of a method are provided, until the last of them has ended. */
record MethodPossession(Occupation occupation) implements Possession, Hold {

    @Override
    public Hold hold(ExtensionContext node) {
        return this;
    }

    @Override
    public void release() {
        occupation.restore();
    }

    @Override
    public void close() {
        occupation.close();
    }
}
