package dev.cordon.office;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Stripper;
import dev.cordon.testkit.StripperContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The example of the page does what every stripper does. */
class FormStripperContractTest extends StripperContract {
    @Override
    protected Stripper stripper() {
        return new FormStripper();
    }

    @Override
    protected Subject subject() {
        byte[] form = "FORM 1\nname: Wobbegong\n--script--\nshow(name)\n".getBytes(StandardCharsets.US_ASCII);
        return new Subject(ByteSource.wrap(form), ImmutableSet.of("Wobbegong"), ImmutableSet.of("script"));
    }

    @Override
    protected ImmutableMap<String, ByteSource> unpack(ByteSource form) throws IOException {
        String text = form.asCharSource(StandardCharsets.ISO_8859_1).read();
        int script = text.indexOf("--script--\n");
        if (script < 0) {
            throw new IOException("no form");
        }
        return ImmutableMap.of("filled in", form.slice(0, script), "script", form.slice(script, Long.MAX_VALUE));
    }
}
