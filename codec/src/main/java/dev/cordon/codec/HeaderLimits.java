package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much a header may hold.
 *
 * @param bytes the length of the whole header on the wire, its empty line included
 * @param fields how many fields there may be
 * @param valueBytes the length of one value
 * @param valueBytesOf the length of the value of single fields, by name in any case, where it is another
 */
public record HeaderLimits(int bytes, int fields, int valueBytes, ImmutableMap<String, Integer> valueBytesOf) {
    private static final HeaderLimits STANDARD =
            new HeaderLimits(64 << 10, 256, 8 << 10, ImmutableMap.of("x-sample-file", 32 << 10));

    /** Refuses limits that let nothing through. */
    public HeaderLimits {
        checkArgument(bytes > 0 && fields > 0 && valueBytes > 0, "limits are positive");
        checkArgument(valueBytesOf.values().stream().allMatch(length -> length > 0), "limits are positive");
        valueBytesOf = valueBytesOf.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(limit -> Ascii.toLowerCase(limit.getKey()), Map.Entry::getValue));
    }

    /** Returns 64 KiB, 256 fields, 8 KiB a value, and 32 KiB for {@code X-Sample-File}. */
    public static HeaderLimits standard() {
        return STANDARD;
    }

    int mostBytes(String name) {
        return Optional.ofNullable(valueBytesOf.get(Ascii.toLowerCase(name))).orElse(valueBytes);
    }
}
