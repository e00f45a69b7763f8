package io.runstwice.world;

/** A worker that a test kills by hand. */
public final class ScriptedWorker implements Worker {

    private final String name;
    private volatile boolean dead;

    public ScriptedWorker(String name) {
        this.name = name;
    }

    public void die() {
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
}
