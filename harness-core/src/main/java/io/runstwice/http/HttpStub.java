package io.runstwice.http;

import io.runstwice.world.Line;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.util.List;

/** In the process of a delivery a service is an address. */
final class HttpStub implements Stub.Maker {

    @Override
    public Resource make(Line line, List<String> words) {
        return new HttpService(line);
    }
}
