package dev.cordon.client;

import com.google.common.io.BaseEncoding;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;

/**
 * The named values that programs put beside a file. In the sample each is a field of its own, name and value in base64
 * with a period between them. They go by the path of the file.
 */
final class ExtendedAttributes {
    private static final int LARGEST_BYTES = 32 << 10;
    private static final int MOST = 100;
    private static final int ALL_BYTES = 256 << 10;
    private static final BaseEncoding BASE64 = BaseEncoding.base64();

    private ExtendedAttributes() {}

    /** Writes them into a sample; returns whether they all had room there. */
    static boolean describe(Folder folder, Path name, Header.Builder sample) throws IOException {
        Optional<UserDefinedFileAttributeView> view = view(folder, name);
        if (view.isEmpty()) {
            return true;
        }
        int count = 0;
        int bytes = 0;
        boolean whole = true;
        for (String attribute : view.get().list()) {
            int size = view.get().size(attribute);
            count++;
            bytes += size;
            if (size > LARGEST_BYTES || count > MOST || bytes > ALL_BYTES) {
                whole = false;
                continue;
            }
            sample.add(CordonFields.EXTENDED_ATTRIBUTE.name(), field(attribute, read(view.get(), attribute, size)));
        }
        return whole && folder.isOnThePath(name);
    }

    private static byte[] read(UserDefinedFileAttributeView view, String attribute, int size) throws IOException {
        ByteBuffer value = ByteBuffer.allocate(size);
        view.read(attribute, value);
        byte[] bytes = new byte[value.flip().remaining()];
        value.get(bytes);
        return bytes;
    }

    private static String field(String name, byte[] value) {
        return BASE64.encode(name.getBytes(StandardCharsets.UTF_8)) + "." + BASE64.encode(value);
    }

    /** Gives them to a file; returns whether it could be given all of them. */
    static boolean apply(Sample sample, Folder folder, Path name) throws IOException {
        Optional<UserDefinedFileAttributeView> view = Optional.empty();
        for (Header.Field field : sample.attributes().fields()) {
            if (!field.name().equalsIgnoreCase(CordonFields.EXTENDED_ATTRIBUTE.name())) {
                continue;
            }
            view = view.isPresent() ? view : view(folder, name);
            if (view.isEmpty() || !folder.isOnThePath(name)) {
                return false;
            }
            write(view.get(), field.value());
        }
        return true;
    }

    private static void write(UserDefinedFileAttributeView view, String field) throws IOException {
        int period = field.indexOf('.');
        String name = new String(BASE64.decode(field.substring(0, Math.max(period, 0))), StandardCharsets.UTF_8);
        view.write(name, ByteBuffer.wrap(BASE64.decode(field.substring(period + 1))));
    }

    private static Optional<UserDefinedFileAttributeView> view(Folder folder, Path name) throws IOException {
        return Files.getFileStore(folder.path()).supportsFileAttributeView("user")
                ? folder.view(name, UserDefinedFileAttributeView.class)
                : Optional.empty();
    }
}
