package dev.cordon.analysis;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes the line of a repair database that undoes an infection.
 *
 * <p>What the infection has written must be in a file as it is known, to the byte. Left out of that are the bytes that it
 * has put aside, which are the file's, a jump at the beginning, which leads elsewhere in each, and what differs among the
 * files that are known to have it. Where too little would be left, or it can't be told which bytes were put aside, the
 * line fits one file only.
 */
final class RepairLine {
    /** How many bytes must be known for a line that fits other files, too. */
    private static final int LEAST_KNOWN = 64;

    /** Fewer bytes in a row that all files share may share by chance. */
    private static final int SHORTEST_RUN = 8;

    /** How many such runs are written down, the longest first, which bounds the line. */
    private static final int MOST_RUNS = 16;

    /** As many bytes at the beginning may differ in each file; they are put back anyway. */
    private static final int LONGEST_JUMP = 32;

    /** By how many bytes it is seen whether what was put aside stands in one place only. */
    private static final int COMPARED = 64;

    private final byte[] content;
    private final ImmutableList<Edit> edits;
    private final ImmutableList<RepairAction> actions;

    private RepairLine(byte[] content, ImmutableList<Edit> edits) {
        this.content = content;
        this.edits = edits;
        int tail = edits.stream()
                .filter(edit -> edit.isAdded() && edit.end() == content.length)
                .mapToInt(Edit::from)
                .findFirst()
                .orElse(content.length);
        this.actions = edits.stream()
                .map(edit -> RepairAction.of(edit, tail, content.length))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Returns the line, without its end; empty if nobody knows how the first file comes back.
     *
     * @param infected files that have the infection; the line gives back the first, and those of the others that were
     *     infected in the same way
     */
    static Optional<String> of(String virus, List<Infected> infected) {
        List<RepairLine> known = infected.stream()
                .flatMap(file -> file.edits().map(edits -> new RepairLine(file.content(), edits)).stream())
                .toList();
        if (infected.get(0).edits().isEmpty()) {
            return Optional.empty();
        }
        RepairLine first = known.get(0);
        List<RepairLine> alike = known.stream()
                .filter(other -> other.actions.equals(first.actions))
                .toList();
        return Optional.of(virus + ":" + first.forAll(alike).orElseGet(first::exact));
    }

    /** Returns the line that gives back one file and fits no other; empty if nobody knows how the file comes back. */
    static Optional<String> exact(String virus, Infected infected) {
        return infected.edits().map(edits -> virus + ":" + new RepairLine(infected.content(), edits).exact());
    }

    private String exact() {
        List<String> words = new ArrayList<>();
        for (int number = 0; number < edits.size(); number++) {
            Edit edit = edits.get(number);
            words.add(action(number, digest(edit.from(), edit.end())));
        }
        words.addAll(untouched());
        return Joiner.on(':').join(words);
    }

    /** Returns what the infection has left as it was, which is of this file only. */
    private List<String> untouched() {
        BitSet rest = new BitSet();
        rest.set(0, content.length);
        edits.forEach(edit -> rest.clear(edit.from(), edit.end()));
        List<String> words = new ArrayList<>();
        for (int from = rest.nextSetBit(0); from >= 0; from = rest.nextSetBit(rest.nextClearBit(from))) {
            int end = rest.nextClearBit(from);
            words.add("where:" + from + ":" + (end - from) + ":" + digest(from, end));
        }
        return words;
    }

    /** Returns a line that fits all of these and others like them; empty if that would not be safe. */
    private Optional<String> forAll(List<RepairLine> alike) {
        if (alike.stream().noneMatch(RepairLine::isCertain)) {
            return Optional.empty();
        }
        List<Run> runs = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int number = 0; number < edits.size(); number++) {
            Edit edit = edits.get(number);
            List<Run> shared = shared(number, alike);
            boolean isShared = shared.size() == 1 && shared.get(0).length() == edit.length();
            words.add(action(number, isShared ? digest(edit.from(), edit.end()) : "*"));
            runs.addAll(shared);
        }
        runs.sort(Comparator.comparingInt(Run::length).reversed());
        List<Run> longest = runs.subList(0, Math.min(MOST_RUNS, runs.size()));
        longest.stream().filter(run -> !isWhole(run)).map(this::where).forEach(words::add);
        boolean isEnough = longest.stream().mapToInt(Run::length).sum() >= LEAST_KNOWN;
        return isEnough ? Optional.of(Joiner.on(':').join(words)) : Optional.empty();
    }

    /** Bytes in a row of an edit that are the infection's in all files. */
    private record Run(int edit, int from, int end) {
        int length() {
            return end - from;
        }
    }

    private boolean isWhole(Run run) {
        return run.length() == edits.get(run.edit()).length();
    }

    private List<Run> shared(int number, List<RepairLine> alike) {
        Edit edit = edits.get(number);
        boolean isJump = edit.before() instanceof Edit.Kept && edit.length() <= LONGEST_JUMP;
        if (isJump) {
            return List.of();
        }
        BitSet same = Infected.brought(edits).get(edit.from(), edit.end());
        for (RepairLine other : alike) {
            int distance = other.edits.get(number).from() - edit.from();
            for (int at = same.nextSetBit(0); at >= 0; at = same.nextSetBit(at + 1)) {
                same.set(at, content[edit.from() + at] == other.content[edit.from() + at + distance]);
            }
        }
        List<Run> runs = new ArrayList<>();
        for (int from = same.nextSetBit(0); from >= 0; from = same.nextSetBit(same.nextClearBit(from))) {
            Run run = new Run(number, edit.from() + from, edit.from() + same.nextClearBit(from));
            if (run.length() >= SHORTEST_RUN || run.length() == edit.length()) {
                runs.add(run);
            }
        }
        return runs;
    }

    private String action(int number, String digest) {
        RepairAction action = actions.get(number);
        return action.before() + digest + action.after();
    }

    private String where(Run run) {
        String offset = RepairAction.offset(run.from(), actions.get(run.edit()).isFromEnd(), content.length);
        return "where:" + offset + ":" + run.length() + ":" + digest(run.from(), run.end());
    }

    private String digest(int from, int end) {
        return Hashing.sha256().hashBytes(content, from, end - from).toString();
    }

    /**
     * Returns whether the bytes that were put aside can be no others, nowhere else and not more. What a cavity was filled
     * with is never certain of another file.
     */
    private boolean isCertain() {
        return edits.stream().noneMatch(edit -> edit.before() instanceof Edit.Filled)
                && edits.stream()
                        .filter(edit -> edit.before() instanceof Edit.Kept)
                        .allMatch(edit -> isCertain(edit, ((Edit.Kept) edit.before()).from()));
    }

    /** With fewer bytes put back the file would not be as it was. With one more neither, if that is another one. */
    private boolean isCertain(Edit edit, int kept) {
        int next = kept + edit.length();
        boolean isLongest = next == content.length || content[next] != content[edit.end()];
        byte[] aside = Arrays.copyOfRange(content, kept, Math.min(next, kept + COMPARED));
        return isLongest
                && edits.stream()
                                .filter(other -> !(other.before() instanceof Edit.Kept))
                                .mapToLong(
                                        other -> places(aside, Arrays.copyOfRange(content, other.from(), other.end())))
                                .sum()
                        == 1;
    }

    /** Returns in how many places bytes stand, and no more than two. */
    private static long places(byte[] sought, byte[] bytes) {
        int first = Bytes.indexOf(bytes, sought);
        if (first < 0) {
            return 0;
        }
        byte[] rest = Arrays.copyOfRange(bytes, first + 1, bytes.length);
        return Bytes.indexOf(rest, sought) < 0 ? 1 : 2;
    }
}
