package dev.cordon.strip;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for names of parts in a package, and for what refers to them (ECMA-376 part 2, sections 6.2 and 6.5). */
final class PartName {
    static final String CONTENT_TYPES = "[Content_Types].xml";
    static final String PACKAGE_RELATIONS = "_rels/.rels";

    private static final Splitter SEGMENTS = Splitter.on('/');

    private PartName() {}

    /** Returns the form in which names are compared: case does not count, a leading slash neither. */
    static String folded(String name) {
        return Ascii.toLowerCase(name.startsWith("/") ? name.substring(1) : name);
    }

    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.indexOf('/', dot) >= 0 ? "" : Ascii.toLowerCase(name.substring(dot + 1));
    }

    static boolean isRelations(String name) {
        String folded = folded(name);
        return folded.endsWith(".rels") && (folded.startsWith("_rels/") || folded.contains("/_rels/"));
    }

    /**
     * Returns the folded name of the part that a relation leads to.
     *
     * @param relations the name of the part that holds the relation
     * @param target where it leads; empty is returned for what has more in it than the way to a part
     */
    static Optional<String> resolve(String relations, String target) {
        if (target.startsWith("/")) {
            return plain(SEGMENTS.splitToList(target.substring(1)), new ArrayList<>());
        }
        List<String> way = new ArrayList<>(SEGMENTS.splitToList(folded(relations)));
        way.subList(way.size() - 2, way.size()).clear();
        List<String> segments = new ArrayList<>(SEGMENTS.splitToList(target));
        while (!segments.isEmpty()
                && (segments.get(0).equals("..") || segments.get(0).equals("."))) {
            boolean up = segments.remove(0).equals("..");
            if (up && way.isEmpty()) {
                return Optional.empty();
            }
            if (up) {
                way.remove(way.size() - 1);
            }
        }
        return plain(segments, way);
    }

    private static Optional<String> plain(List<String> segments, List<String> way) {
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        List<String> all = new ArrayList<>(way);
        all.addAll(segments);
        return Optional.of(folded(String.join("/", all)));
    }
}
