package io.runstwice.jdbc.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Words that guard a job are taken out of the SQL of its deliveries. */
final class AbsentWords extends GuardRemoval {

    private final UnaryOperator<String> without;
    private final String unmet;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * @param without takes them out
     * @param unmet said if there was none
     */
    AbsentWords(AbsentGuard slot, UnaryOperator<String> without, String unmet) {
        super(slot);
        this.without = without;
        this.unmet = unmet;
    }

    @Override
    public String sent(String sql) {
        String instead = known.computeIfAbsent(sql, without);
        if (!instead.equals(sql)) {
            meet();
        }
        return instead;
    }

    @Override
    public String unmet() {
        return unmet;
    }

    /** Those send their SQL from elsewhere. */
    @Override
    public boolean reachesProcesses() {
        return false;
    }
}
