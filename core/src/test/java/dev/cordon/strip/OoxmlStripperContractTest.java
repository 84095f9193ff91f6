package dev.cordon.strip;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Stripper;
import dev.cordon.testkit.StripperContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The stripper for Office Open XML does what every stripper does; {@link OoxmlStripperTest} tests the rest. */
class OoxmlStripperContractTest extends StripperContract {
    private static final String CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";

    @Override
    protected Stripper stripper() {
        return new OoxmlStripper();
    }

    @Override
    protected Subject subject() throws IOException {
        return letter();
    }

    static Subject letter() throws IOException {
        ByteSource document = Documents.withBody(Documents.body("merger with Wobbegong at 17 Euro")
                        .replace("<w:p>", "<w:p w:author=\"Quokkason\"><!-- Numbatremark -->"))
                .macros(Documents.code(1))
                .part(
                        "docProps/core.xml",
                        "application/vnd.openxmlformats-package.core-properties+xml",
                        "<cp:coreProperties xmlns:cp=\"" + CORE + "\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                                + "<dc:title>Titletalk</dc:title></cp:coreProperties>")
                .part("customXml/item1.xml", "<order xmlns=\"urn:somebody\"><buyer>Customquoll</buyer></order>")
                .part("word/media/image1.png", "\u0089PNG Picturegecko".getBytes(StandardCharsets.ISO_8859_1))
                .relation(
                        "rId2",
                        Documents.RELATION + "hyperlink",
                        "https://Linkgecko.example/",
                        "TargetMode=\"External\"")
                .build();
        return new Subject(
                document,
                ImmutableSet.of(
                        "Wobbegong",
                        "17 Euro",
                        "Quokkason",
                        "Numbatremark",
                        "Titletalk",
                        "Customquoll",
                        "Picturegecko",
                        "Linkgecko"),
                ImmutableSet.of("word/vbaProject.bin"));
    }

    @Override
    protected ImmutableMap<String, ByteSource> unpack(ByteSource document) throws IOException {
        return Documents.unzip(document);
    }
}
