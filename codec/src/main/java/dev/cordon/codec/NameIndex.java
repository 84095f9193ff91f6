package dev.cordon.codec;

import com.google.common.collect.ImmutableList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the first field of a name, in any case. Immutable. */
final class NameIndex {
    private static final int HASHED = Long.BYTES;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The bit in each of eight letters that makes them small; what else it changes only makes hashes less different. */
    private static final long LOWER_CASE = 0x2020_2020_2020_2020L;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** Fields at the hash of their name, or at the next place that was free. */
    private final @Nullable Header.Field[] slots;

    private final ImmutableList<Header.Field> repeated;

    NameIndex(ImmutableList<Header.Field> fields) {
        this.slots = new Header.Field[Integer.highestOneBit(fields.size() + 1) * 4];
        ImmutableList.Builder<Header.Field> again = ImmutableList.builder();
        for (Header.Field field : fields) {
            int slot = slot(field.name(), field.hash());
            if (slots[slot] == null) {
                slots[slot] = field;
            } else {
                again.add(field);
            }
        }
        this.repeated = again.build();
    }

    Optional<Header.Field> find(String name, int hash) {
        return Optional.ofNullable(slots[slot(name, hash)]);
    }

    /** Returns the fields whose name another one before them has. */
    ImmutableList<Header.Field> repeated() {
        return repeated;
    }

    /** Returns where a name is, or the free slot where it would be. */
    private int slot(String name, int hash) {
        int slot = hash & (slots.length - 1);
        Header.Field field = slots[slot];
        while (field != null && !field.isNamed(name, hash)) {
            slot = (slot + 1) & (slots.length - 1);
            field = slots[slot];
        }
        return slot;
    }

    /** Names of one family differ at their ends, so the last characters and the length tell them apart. */
    static int hash(String name) {
        long last = 0;
        for (int index = Math.max(0, name.length() - HASHED); index < name.length(); index++) {
            last = last << Byte.SIZE | name.charAt(index);
        }
        return hash(last, name.length());
    }

    /** Returns the same for a name in bytes. */
    static int hash(byte[] bytes, int start, int end) {
        if (end - start >= HASHED) {
            return hash((long) EIGHT_BYTES.get(bytes, end - HASHED), end - start);
        }
        long last = 0;
        for (int index = start; index < end; index++) {
            last = last << Byte.SIZE | bytes[index];
        }
        return hash(last, end - start);
    }

    private static int hash(long last, int length) {
        long folded = last | LOWER_CASE;
        return (int) ((folded + length) * SPREAD >>> Integer.SIZE);
    }
}
