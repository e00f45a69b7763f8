package io.runstwice.jqwik;

import io.runstwice.schedule.Schedule;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;
import org.apiguardian.api.API;

/** Gives jqwik a value for {@code @ForAll Schedule}. Made by jqwik, through its service file. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ScheduleProvider implements ArbitraryProvider {

    /** Made by jqwik. */
    public ScheduleProvider() {}

    @Override
    public boolean canProvideFor(TypeUsage target) {
        return target.isOfType(Schedule.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage target, SubtypeProvider others) {
        return Set.of(Schedules.any());
    }
}
