package io.runstwice.http.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How records look from outside. */
final class StripeView {

    private StripeView() {}

    static Map<String, @Nullable Object> of(Route route, Books.Entry entry) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", entry.id());
        view.put("object", route.type());
        if (entry.deleted()) {
            view.put("deleted", true);
            return view;
        }
        view.putAll(entry.fields());
        view.put("created", entry.created().getEpochSecond());
        StripeRules.defaults(route.collection(), entry.fields()).forEach(view::putIfAbsent);
        StripeObjects.shape(route, view);
        return view;
    }

    static Map<String, @Nullable Object> list(String type, String url, List<?> data, boolean more) {
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("object", type);
        list.put("data", data);
        list.put("has_more", more);
        list.put("url", url);
        return list;
    }
}
