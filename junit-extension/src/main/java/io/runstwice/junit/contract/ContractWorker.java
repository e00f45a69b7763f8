package io.runstwice.junit.contract;

import io.runstwice.world.Worker;

/** A worker that a contract kills. */
final class ContractWorker implements Worker {

    private final String name;
    private volatile boolean dead;

    ContractWorker(String name) {
        this.name = name;
    }

    void die() {
        dead = true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isDead() {
        return dead;
    }

    @Override
    public String toString() {
        return name;
    }
}
