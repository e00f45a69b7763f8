package io.runstwice.effect;

import io.runstwice.world.Line;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.util.List;

/** In the process of a delivery a recorder only tells the test. */
final class EffectsStub implements Stub.Maker {

    @Override
    public Resource make(Line line, List<String> words) {
        return new Effects(line);
    }
}
