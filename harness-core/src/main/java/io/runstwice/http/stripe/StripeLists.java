package io.runstwice.http.stripe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists and searches records, the newest first, as Stripe does. Without a limit all of them come on one page. */
record StripeLists(Books books) {

    private static final Set<String> NO_FILTERS =
            Set.of("limit", "starting_after", "ending_before", "expand", "created");

    /** {@code status:'succeeded'} or {@code metadata['order']:'7'}. */
    private static final Pattern CLAUSE =
            Pattern.compile("(\\w+)(?:\\[['\"]([^'\"]*)['\"]\\])?\\s*:\\s*(?:'([^']*)'|\"([^\"]*)\"|(\\S+))");

    Map<String, @Nullable Object> list(Route route, Map<String, @Nullable Object> query) {
        List<Map<String, @Nullable Object>> found = matching(route, filters(query));
        Object after = query.get("starting_after");
        if (after != null) {
            List<Object> ids =
                    new ArrayList<>(found.stream().map(view -> view.get("id")).toList());
            found = found.subList(ids.indexOf(after) + 1, found.size());
        }
        int limit = query.get("limit") instanceof String text && text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        boolean more = limit >= 0 && found.size() > limit;
        return StripeView.list("list", route.path(), more ? found.subList(0, limit) : found, more);
    }

    Map<String, @Nullable Object> search(Route route, String query) throws StripeRefusal {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        for (String clause : query.split("(?i)(?<!\\s)\\s++AND\\s++")) {
            Matcher parts = CLAUSE.matcher(clause.trim());
            if (!parts.matches()) {
                throw StripeErrors.malformed("This search is not understood: " + clause);
            }
            String value = parts.group(3) != null ? parts.group(3) : String.valueOf(parts.group(4));
            String text = parts.group(5) != null ? parts.group(5) : value;
            wanted.put(parts.group(1), parts.group(2) == null ? text : Map.of(parts.group(2), text));
        }
        return StripeView.list("search_result", route.path() + "/search", matching(route, wanted), false);
    }

    private List<Map<String, @Nullable Object>> matching(Route route, Map<String, @Nullable Object> wanted) {
        List<Map<String, @Nullable Object>> views = new ArrayList<>();
        books.entries(route.path())
                .filter(entry -> !entry.deleted())
                .map(entry -> StripeView.of(route, entry))
                .filter(view -> matches(view, wanted))
                .forEach(views::add);
        Collections.reverse(views);
        return views;
    }

    private static Map<String, @Nullable Object> filters(Map<String, @Nullable Object> query) {
        Map<String, @Nullable Object> filters = new LinkedHashMap<>(query);
        filters.keySet().removeAll(NO_FILTERS);
        return filters;
    }

    private static boolean matches(@Nullable Object actual, @Nullable Object wanted) {
        if (wanted instanceof Map<?, ?> parts) {
            return actual instanceof Map<?, ?> object
                    && parts.entrySet().stream().allMatch(part -> matches(object.get(part.getKey()), part.getValue()));
        }
        Object name = actual instanceof Map<?, ?> object && object.containsKey("id") ? object.get("id") : actual;
        return String.valueOf(name).equals(String.valueOf(wanted));
    }
}
