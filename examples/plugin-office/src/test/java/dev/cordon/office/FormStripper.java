package dev.cordon.office;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.StripMethod;
import dev.cordon.spi.Stripper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

// docs/plugins/stripper.md: begin
/** Strips the forms of a product of our own: a first line, what the user has filled in, a line, and a script. */
public final class FormStripper implements Stripper {
    private static final byte[] MAGIC = "FORM 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SCRIPT = "--script--\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 1 << 20;

    @Override
    public Outcome strip(Request request) throws IOException {
        byte[] form = request.content().slice(0, LARGEST + 1).read();
        if (!Arrays.equals(Arrays.copyOf(form, MAGIC.length), MAGIC)) {
            return new Refused(Obstacle.NOT_UNDERSTOOD, "no form");
        }
        if (form.length > LARGEST) {
            return new Refused(Obstacle.TOO_LARGE, "the form is larger than 1 MiB");
        }
        int script = Bytes.indexOf(form, SCRIPT);
        if (script < 0) {
            return new Refused(Obstacle.MALFORMED, "the form has no script");
        }
        Arrays.fill(form, MAGIC.length, script, (byte) 0);
        return new Stripped(StripMethod.OVERWRITE_ZEROES, ByteSource.wrap(form));
    }
}
// docs/plugins/stripper.md: end
