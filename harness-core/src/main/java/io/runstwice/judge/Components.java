package io.runstwice.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lines that hang together by generated values. */
final class Components {

    private final Map<Atom, Atom> parents = new HashMap<>();

    private Components() {}

    /**
     * Groups of lines that share no value.
     *
     * @param lines all lines
     * @param cut values that connect nothing; a line without others is a group by itself
     */
    static List<List<ComparedLine>> of(List<ComparedLine> lines, Set<Atom> cut) {
        Components components = new Components();
        lines.forEach(line -> components.connect(line, cut));
        Map<Object, List<ComparedLine>> groups = new LinkedHashMap<>();
        for (ComparedLine line : lines) {
            Object group = line.atoms().stream()
                    .filter(atom -> !cut.contains(atom))
                    .findFirst()
                    .<Object>map(components::root)
                    .orElseGet(Object::new);
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(line);
        }
        return new ArrayList<>(groups.values());
    }

    private void connect(ComparedLine line, Set<Atom> cut) {
        Atom first = null;
        for (Atom atom : line.atoms()) {
            if (!cut.contains(atom)) {
                first = first == null ? atom : first;
                parents.put(root(atom), root(first));
            }
        }
    }

    private Atom root(Atom atom) {
        Atom root = atom;
        for (Atom parent = parents.get(root); parent != null && !parent.equals(root); parent = parents.get(root)) {
            root = parent;
        }
        if (!root.equals(atom)) {
            parents.put(atom, root);
        }
        return root;
    }
}
