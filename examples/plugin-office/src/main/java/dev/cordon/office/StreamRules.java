package dev.cordon.office;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.Set;

/** Says which streams hold macro code, what kind of document there is, and what stays of each stream. */
final class StreamRules {
    private static final ImmutableSet<String> ENCRYPTED =
            ImmutableSet.of("encryptedpackage", "encryptioninfo", "encryptedsummary", "\tdrmcontent");

    /** Where Word and Excel keep the project, with its forms and its list of modules. */
    private static final ImmutableSet<String> PROJECTS = ImmutableSet.of("macros", "_vba_project_cur", "_vba_project");

    private static final ImmutableSet<String> PROJECT_STREAMS = ImmutableSet.of("project", "projectwm", "projectlk");
    private static final String CODE = "vba";
    private static final String MODULES = "dir";

    /** The storages, as paths in lower case, of which everything stays. */
    private final Set<ImmutableList<String>> projects = new HashSet<>();

    private final ImmutableSet<String> inRoot;

    StreamRules(ImmutableList<Stream> streams) {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        for (Stream stream : streams) {
            ImmutableList<String> path = folded(stream.path());
            if (stream.isInRoot()) {
                names.add(path.get(0));
            }
            int depth = path.size();
            if (depth >= 2
                    && path.get(depth - 1).equals(MODULES)
                    && path.get(depth - 2).equals(CODE)) {
                // In the root there is more than the project.
                projects.add(path.subList(0, depth == 2 ? 1 : depth - 2));
            }
            if (PROJECTS.contains(path.get(0)) && depth >= 2) {
                projects.add(path.subList(0, 1));
            }
        }
        this.inRoot = names.build();
    }

    private static ImmutableList<String> folded(ImmutableList<String> path) {
        return path.stream().map(Ascii::toLowerCase).collect(ImmutableList.toImmutableList());
    }

    boolean isEncrypted() {
        return inRoot.stream().anyMatch(ENCRYPTED::contains);
    }

    /** Returns whether there is a document in which text and macro code lie apart. */
    boolean isUnderstood() {
        return inRoot.contains("worddocument")
                || inRoot.contains("workbook")
                || inRoot.contains("book")
                || inRoot.contains("powerpoint document");
    }

    boolean isMacro(Stream stream) {
        ImmutableList<String> path = folded(stream.path());
        for (int depth = 1; depth < path.size(); depth++) {
            if (projects.contains(path.subList(0, depth))) {
                return true;
            }
        }
        return stream.isInRoot() && projects.contains(ImmutableList.of(CODE)) && PROJECT_STREAMS.contains(path.get(0));
    }

    /** Returns what is left of a stream, as long as it was. */
    byte[] left(Stream stream, byte[] content) throws Ole2Refusal {
        if (isMacro(stream)) {
            return content;
        }
        if (!stream.isInRoot()) {
            return new byte[content.length];
        }
        return switch (Ascii.toLowerCase(stream.name())) {
            case "worddocument" -> WordStream.left(content);
            case "workbook", "book" -> WorkbookStream.left(content, !projects.isEmpty());
            case "powerpoint document" -> SlideStream.left(content);
            case "current user" -> SlideStream.currentUser(content);
            default -> new byte[content.length];
        };
    }
}
