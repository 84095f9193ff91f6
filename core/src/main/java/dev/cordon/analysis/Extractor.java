package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.sample.Checkup;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts a signature out of what an infection has appended to a file.
 *
 * <p>Candidates are windows of the body, the most varied first; the first is taken that is found neither in the clean
 * part of the sample nor in any file that is known to be clean.
 */
final class Extractor {
    private static final int LONGEST = 24;
    private static final int SHORTEST = 16;
    private static final int STEP = 8;
    private static final int BODY_LOOKED_AT = 64 << 10;
    private static final int LEAST_VARIETY = 8;
    private static final int CANDIDATES = 32;
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
    private static final DailyVersion TRIAL = new DailyVersion(LocalDate.EPOCH, 1);

    private final Engine engine;
    private final ImmutableList<ByteSource> corpus;

    Extractor(Engine engine, ImmutableList<ByteSource> corpus) {
        this.engine = engine;
        this.corpus = corpus;
    }

    /** Returns a cure; empty if the body has nothing to tell it by. */
    Optional<Cure> extract(ByteSource content, long size, Checkup original) throws IOException {
        ByteSource body = content.slice(original.size(), Long.MAX_VALUE);
        HashCode digest = body.hash(Hashing.sha256());
        String virus = "Auto." + digest.toString().substring(0, 8).toUpperCase(Locale.ROOT);
        ByteSource clean = content.slice(0, original.size());
        for (byte[] candidate : candidates(body.slice(0, BODY_LOOKED_AT).read())) {
            String signature = virus + ":0:*:" + HEX.encode(candidate);
            if (isAbsent(signature, clean)) {
                String repair = virus + ":truncate:" + (size - original.size()) + ":" + digest;
                return Optional.of(new Cure(virus, signature, repair));
            }
        }
        return Optional.empty();
    }

    private static List<byte[]> candidates(byte[] body) {
        int length = Math.min(LONGEST, body.length);
        List<byte[]> windows = new ArrayList<>();
        for (int start = 0; length >= SHORTEST && start + length <= body.length; start += STEP) {
            byte[] window = Arrays.copyOfRange(body, start, start + length);
            if (variety(window) >= LEAST_VARIETY) {
                windows.add(window);
            }
        }
        Comparator<byte[]> byVariety = Comparator.comparingLong(Extractor::variety);
        return windows.stream().sorted(byVariety.reversed()).limit(CANDIDATES).toList();
    }

    private static long variety(byte[] window) {
        boolean[] seen = new boolean[256];
        long variety = 0;
        for (byte value : window) {
            variety += seen[value & 0xff] ? 0 : 1;
            seen[value & 0xff] = true;
        }
        return variety;
    }

    private boolean isAbsent(String signature, ByteSource clean) throws IOException {
        ByteSource database = ByteSource.wrap((signature + "\n").getBytes(StandardCharsets.US_ASCII));
        DefinitionSet trial =
                new DefinitionSet(Sequence.of(0), TRIAL, Instant.EPOCH, ImmutableSortedMap.of("trial.ndb", database));
        Scanner scanner = engine.load(trial).scanner();
        if (!isClean(scanner, clean)) {
            return false;
        }
        return corpus.stream().allMatch(file -> isClean(scanner, file));
    }

    private static boolean isClean(Scanner scanner, ByteSource file) {
        return scanner.scan(new Scanner.Request(file)).verdict() instanceof Scanner.NothingDetected;
    }
}
