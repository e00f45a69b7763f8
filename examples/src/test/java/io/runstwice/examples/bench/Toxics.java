package io.runstwice.examples.bench;

import io.runstwice.network.Cut;
import io.runstwice.network.Lane;
import io.runstwice.network.Lanes;
import io.runstwice.network.Link;
import io.runstwice.network.Toxic;
import io.runstwice.world.Misuse;
import java.util.Locale;

/** How fast a link is cut and healed: each toxic is set and removed at a real Toxiproxy server. */
final class Toxics {

    private static final int ROUNDS = 2_000;

    private Toxics() {}

    static void run() {
        try (Link link = Link.to("localhost", 1);
                Lanes lanes = link.lanes()) {
            Lane lane = lanes.of("D1");
            rounds(lane, ROUNDS / 4);
            System.out.printf(
                    Locale.ROOT, "toxics            %,9.0f set and removed/s%n", ROUNDS / rounds(lane, ROUNDS));
        } catch (Misuse missing) {
            System.out.println("toxics            not measured: " + missing.getMessage());
        }
    }

    private static double rounds(Lane lane, int rounds) {
        long begin = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            Cut cut = lane.cut(round % 2 == 0 ? Toxic.REQUEST_CUT : Toxic.REPLY_CUT, 0);
            cut.close();
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
