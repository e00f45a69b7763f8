package io.runstwice.judge;

/** Why a part of a value may be another one in each run. */
enum Noise {
    TIME("time"),
    GENERATED("generated"),
    TOKEN("random token"),
    OPAQUE("content not compared");

    private final String words;

    Noise(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
