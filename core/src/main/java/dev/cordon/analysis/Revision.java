package dev.cordon.analysis;

import com.google.common.base.Joiner;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multiset;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.definition.DefinitionSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a full build leaves out of a set: signatures of the centre that stand in a program that is known to be clean, with
 * their repairs, and those whose bytes contain the bytes of a newer one. What such a signature finds the newer one finds,
 * so its repairs go to the newer name. Other lines and other databases stay as they are, and so do signatures that share a
 * name: it can't be told which of them a repair belongs to.
 *
 * @param set what is left
 * @param withdrawn the names of the signatures that stand in clean programs
 */
record Revision(DefinitionSet set, ImmutableSet<String> withdrawn) {
    private static final Pattern SIGNATURE = Pattern.compile("([^:]+):0:\\*:((?:[0-9a-f]{2}){16,24})");
    private static final int SHORTEST = 16;
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    static Revision of(DefinitionSet set, CleanPrograms clean) throws IOException {
        Signatures signatures = new Signatures(Cure.lines(set, Cure.SIGNATURES));
        BitSet inClean = clean.holding(signatures.bytes);
        Map<String, String> newer = signatures.newerNames(inClean);
        ImmutableSet<String> withdrawn =
                inClean.stream().mapToObj(signatures.names::get).collect(ImmutableSet.toImmutableSet());
        Map<String, ByteSource> databases = new TreeMap<>(set.databases());
        replace(databases, Cure.SIGNATURES, signatures.left(inClean, newer));
        replace(databases, Cure.REPAIRS, repairs(Cure.lines(set, Cure.REPAIRS), withdrawn, newer));
        DefinitionSet left =
                new DefinitionSet(set.sequence(), set.version(), set.produced(), ImmutableSortedMap.copyOf(databases));
        return new Revision(left, withdrawn);
    }

    /** Returns whether the databases are those of the set that it was made of. */
    boolean changesNothing(DefinitionSet before) throws IOException {
        for (Map.Entry<String, ByteSource> database : set.databases().entrySet()) {
            if (!database.getValue()
                    .contentEquals(before.databases().getOrDefault(database.getKey(), ByteSource.empty()))) {
                return false;
            }
        }
        return true;
    }

    private static void replace(Map<String, ByteSource> databases, String name, Set<String> lines) {
        if (databases.containsKey(name)) {
            String text =
                    Joiner.on("").join(lines.stream().map(line -> line + "\n").toList());
            databases.put(name, ByteSource.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** A name that is left out was that of one signature only. */
    private static Set<String> repairs(List<String> lines, Set<String> withdrawn, Map<String, String> newer) {
        Set<String> left = new LinkedHashSet<>();
        for (String line : lines) {
            String name = Signatures.nameOf(line);
            if (!withdrawn.contains(name)) {
                left.add(newer.getOrDefault(name, name) + line.substring(name.length()));
            }
        }
        return left;
    }

    /** The lines of the database, and of those that are the centre's the names and bytes. */
    private static final class Signatures {
        private final List<String> lines;
        private final List<String> names = new ArrayList<>();
        private final List<byte[]> bytes = new ArrayList<>();
        private final Map<ByteBuffer, Integer> newest = new HashMap<>();

        Signatures(List<String> lines) {
            this.lines = lines;
            Multiset<String> linesOfName = HashMultiset.create();
            Set.copyOf(lines).forEach(line -> linesOfName.add(nameOf(line)));
            for (String line : lines) {
                Matcher signature = SIGNATURE.matcher(line);
                if (signature.matches() && linesOfName.count(nameOf(line)) == 1) {
                    byte[] sequence = HEX.decode(signature.group(2));
                    newest.put(ByteBuffer.wrap(sequence), names.size());
                    names.add(signature.group(1));
                    bytes.add(sequence);
                }
            }
        }

        private static String nameOf(String line) {
            return line.substring(0, Math.max(line.indexOf(':'), 0));
        }

        /** Returns by which name each signature that is covered by a newer one is found from now on. */
        Map<String, String> newerNames(BitSet inClean) {
            Map<String, String> newer = new HashMap<>();
            for (int number = names.size() - 1; number >= 0; number--) {
                int covering = inClean.get(number) ? number : covering(number, inClean);
                if (!names.get(covering).equals(names.get(number))) {
                    String name = names.get(covering);
                    newer.put(names.get(number), newer.getOrDefault(name, name));
                }
            }
            return newer;
        }

        private int covering(int number, BitSet inClean) {
            byte[] sequence = bytes.get(number);
            int covering = number;
            for (int from = 0; from + SHORTEST <= sequence.length; from++) {
                for (int length = SHORTEST; from + length <= sequence.length; length++) {
                    int other = newest.getOrDefault(ByteBuffer.wrap(sequence, from, length), number);
                    covering = inClean.get(other) ? covering : Math.max(covering, other);
                }
            }
            return covering;
        }

        /** Returns the lines that stay, each once. */
        Set<String> left(BitSet inClean, Map<String, String> newer) {
            ImmutableSet<String> withdrawn =
                    inClean.stream().mapToObj(names::get).collect(ImmutableSet.toImmutableSet());
            Set<String> left = new LinkedHashSet<>();
            for (String line : lines) {
                Matcher signature = SIGNATURE.matcher(line);
                boolean isLeftOut = signature.matches()
                        && (withdrawn.contains(signature.group(1)) || newer.containsKey(signature.group(1)));
                if (!isLeftOut) {
                    left.add(line);
                }
            }
            return left;
        }
    }
}
