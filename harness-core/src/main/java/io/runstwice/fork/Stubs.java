package io.runstwice.fork;

import io.runstwice.world.Line;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.lang.reflect.Constructor;
import java.util.List;
import org.apiguardian.api.API;

/** Makes what stands for a resource in the process of a delivery. */
@API(status = API.Status.INTERNAL, since = "0.2")
public final class Stubs {

    private Stubs() {}

    /** The object that the resource of the test has described. */
    public static Resource make(Stub stub, Line line) throws Exception {
        return make(stub.maker(), line, stub.words());
    }

    static Resource make(Class<? extends Stub.Maker> type, Line line, List<String> words) throws Exception {
        Constructor<? extends Stub.Maker> maker = type.getDeclaredConstructor();
        maker.setAccessible(true);
        return maker.newInstance().make(line, words);
    }
}
