package dev.cordon.attribute;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All attributes of the guide with what there is to know about them (guide, "Sample attributes"). Immutable and safe for
 * use by many threads.
 */
public final class AttributeCatalogue {
    private static final ImmutableList<Attribute> ALL = Stream.of(
                    analysis(), content(), customer(), date(), error(), platform(), sample(), scan(), signatures())
            .flatMap(Collection::stream)
            .collect(toImmutableList());
    private static final ImmutableMap<String, Attribute> BY_NAME =
            ALL.stream().collect(toImmutableMap(attribute -> Ascii.toLowerCase(attribute.name()), row -> row));

    private AttributeCatalogue() {}

    /** {@return the 71 attributes, sorted by group} */
    public static ImmutableList<Attribute> all() {
        return ALL;
    }

    /**
     * {@return the attribute of a wire name, in any case; empty for a name that the guide does not know}
     *
     * @param name the name of a field
     */
    public static Optional<Attribute> find(String name) {
        return Optional.ofNullable(BY_NAME.get(Ascii.toLowerCase(name)));
    }

    private static ImmutableList<Attribute> analysis() {
        return new CatalogueSection(Group.ANALYSIS, "status")
                .row(Attributes.ANALYSIS_COOKIE, "opaque", "00000123")
                .tells("Whoever receives a submission makes this word up and gives it in the answer. Store it and send "
                        + "it back unchanged to ask that same receiver for the status; never look into it.")
                .row(Attributes.ANALYSIS_ISSUE, "opaque", "00000042")
                .tells("Comes with a status report once the analysis centre has opened an issue. Show it to the "
                        + "customer, who names it when talking to support.")
                .row(Attributes.ANALYSIS_SERVICE, "token:quickcheck", "quickcheck")
                .tells("Present when the sample got less than a full analysis: treat the result as a guess, not as "
                        + "proof. Absent, the result is definitive.")
                .row(Attributes.ANALYSIS_STATE, "token:AnalysisState (open set)", "importing")
                .tells("How far the analysis has come. New words may turn up at any time, and no word is final by "
                        + "itself: look for X-Date-Finished before acting on it.")
                .row(Attributes.ANALYSIS_VIRUS_IDENTIFIER, "integer", "32767")
                .tells(
                        "The number under which definitions list the virus that the analysis found. Absent while nothing "
                                + "was found.")
                .row(Attributes.ANALYSIS_VIRUS_NAME, "text", "Morton.42")
                .tells("What people call the virus that the analysis found. Show it; tell viruses apart by the number "
                        + "where there is one.")
                .rows();
    }

    private static ImmutableList<Attribute> content() {
        return new CatalogueSection(Group.CONTENT, "any with content")
                .row(Attributes.CHECKSUM_METHOD, "token:md5", "md5")
                .tells("Which algorithm the checksums of the message use. Goes with every message that has content and "
                        + "is left out of those that have none.")
                .row(Attributes.CONTENT_CHECKSUM, "md5 (32 hex digits)", "663E6092463AA20EF6A14E8B137AEF30")
                .tells("Covers the bytes as they travel, after all packing, so that a receiver can find damage before "
                        + "unpacking anything. It does not protect against forgery.")
                .row(Attributes.CONTENT_COMPRESSION, "token:deflate|zip", "deflate")
                .carriedIn("any with compressed content")
                .tells(
                        "How the content was made smaller: deflate for a single sample, zip for several files, such as a "
                                + "set of definitions. Absent where the content is not compressed.")
                .row(Attributes.CONTENT_ENCODING, "token:base64", "base64")
                .carriedIn("any with encoded content")
                .tells(
                        "How the bytes were turned into text that a mail system leaves alone. Absent where the content is "
                                + "sent as bytes.")
                .row(Attributes.CONTENT_SCRAMBLING, "token:xor-vampish", "xor-vampish")
                .carriedIn("any with scrambled content")
                .tells(
                        "How the bytes were changed so that nobody runs the content by accident. It keeps nothing secret: "
                                + "whoever knows the mask, or guesses it, can undo it.")
                .rows();
    }

    private static ImmutableList<Attribute> customer() {
        return new CatalogueSection(Group.CUSTOMER, "customer to gateway")
                .row(Attributes.CUSTOMER_CONTACT_EMAIL, "text", "someone@example.com")
                .limit("255 characters")
                .identifying()
                .tells("Where to write to the person who knows about a submission. The gateway and its support staff "
                        + "read it; nothing is sent there by itself.")
                .row(Attributes.CUSTOMER_CONTACT_NAME, "text", "Jim Hill")
                .limit("255 characters")
                .identifying()
                .tells("Whom support should ask for when there are questions about a submission.")
                .row(Attributes.CUSTOMER_CONTACT_TELEPHONE, "text", "310-555-1212")
                .limit("255 characters")
                .identifying()
                .tells("Where to call the person who knows about a submission, in whatever form numbers are written in "
                        + "that place.")
                .row(Attributes.CUSTOMER_CREDENTIALS, "opaque", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF")
                .identifying()
                .tells("The secret that proves to the gateway who is submitting. Send it over protected connections "
                        + "only, and keep it out of logs and screens.")
                .row(Attributes.CUSTOMER_NAME, "text", "Jim Hill, Example Corp")
                .limit("255 characters")
                .identifying()
                .tells("The person and organization that bought the product or the service, as registered.")
                .row(
                        Attributes.CUSTOMER_IDENTIFIER,
                        "text with a service class token gold|platinum",
                        "123456-ABCDEFgold 0123456789ABCDEFGHIJ")
                .limit("63 characters")
                .tells(
                        "Says which customer submits and contains the word for the service plan. Assigned on installation "
                                + "or subscription, and useless without the matching credentials.")
                .rows();
    }

    private static ImmutableList<Attribute> date() {
        return new CatalogueSection(Group.DATE, "signatures")
                .row(Attributes.DATE_ACCESSED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("sample or signatures")
                .tells("When the file was last read, as its file system had it at the time it was packed.")
                .row(Attributes.DATE_ANALYZED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("status (its presence means a final state)")
                .tells(
                        "When the analysis came to its end. Once it is there, the analysis state is one of the final ones "
                                + "and will not change by itself.")
                .row(Attributes.DATE_BLESSED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("refers to certified signatures")
                .tells("Marks a set as certified: fully tested, released, and taking the place of all sets before it. "
                        + "Absent for sets that were only made for one case.")
                .row(Attributes.DATE_CAPTURED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("sample")
                .tells(
                        "When the suspicious data was taken from its place. It stays the same however often the sample is "
                                + "passed on.")
                .row(Attributes.DATE_CREATED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("sample or signatures")
                .tells("When the file came to be, as its file system had it.")
                .row(Attributes.DATE_DISTRIBUTED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("refers to signatures scheduled for delivery")
                .tells(
                        "When the delivery of the set to the infected computer was planned. The set need not have arrived "
                                + "yet; see X-Date-Installed.")
                .row(Attributes.DATE_FINISHED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("status (its presence means the status is final)")
                .tells(
                        "Once it is there, every status in the message is final and polling can stop. While it is absent, "
                                + "ask again later, whatever the state says.")
                .row(Attributes.DATE_FORWARDED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("refers to a forwarded sample")
                .tells("When a quarantine received the sample from the computer that captured it.")
                .row(Attributes.DATE_INSTALLED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("refers to installed signatures")
                .tells("When the infected computer confirmed that the set is in use. From then on the sample can be "
                        + "repaired there.")
                .row(Attributes.DATE_MODIFIED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("sample or signatures")
                .tells(
                        "When the content of the file last changed, as its file system had it. Put it back when a file is "
                                + "restored.")
                .row(Attributes.DATE_PRODUCED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .tells("When the set left the build, before any release. Tells how old the knowledge in a set is.")
                .row(Attributes.DATE_PUBLISHED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .tells("When the set could first be downloaded.")
                .row(Attributes.DATE_SUBMITTED, "http-date", "Tue, 27 Jan 1998 14:32:45 GMT")
                .carriedIn("refers to a submitted sample")
                .tells(
                        "When the sample was sent to a gateway. While it is absent, the sample has not left the site and "
                                + "can still be submitted.")
                .rows();
    }

    private static ImmutableList<Attribute> error() {
        return new CatalogueSection(Group.ERROR, "response")
                .row(Attributes.ERROR, "error code and optional parameters", "overrun 10138 10139")
                .tells("Why the receiver could not do what was asked, as one of 16 codes. Parameters make it more "
                        + "precise: for a wrong length, the number of bytes expected and the number found.")
                .rows();
    }

    private static ImmutableList<Attribute> platform() {
        return new CatalogueSection(Group.PLATFORM, "sample")
                .row(Attributes.PLATFORM_ADDRESS, "blank-separated IP and IPX addresses", "9.2.18.13")
                .identifying()
                .tells(
                        "All IP and IPX addresses of the computer that captured the sample. Good for display only: never "
                                + "connect to an address because a message claims it.")
                .row(Attributes.PLATFORM_CORRELATOR, "text", "0123456789ABCDEF0123456789ABCDEF")
                .limit("32 bytes")
                .tells("Equal for all samples of one computer, so that a gateway can limit how many it sends, and made "
                        + "in such a way that nobody can tell which computer it is.")
                .row(Attributes.PLATFORM_DISTRIBUTOR, "text", "AVFILES")
                .identifying()
                .tells("The server that hands definitions to the computer; for a managed client that is its parent "
                        + "server. Absent where there is no administration.")
                .row(Attributes.PLATFORM_DOMAIN, "text", "AVBUILD")
                .identifying()
                .tells("The administrative domain the computer belongs to. Absent where there is none.")
                .row(
                        Attributes.PLATFORM_GUID,
                        "GUID without punctuation (32 hex digits)",
                        "0123456789ABCDEF0123456789ABCDEF")
                .identifying()
                .tells("The identity that a management system gave the computer. Its presence is what makes a client a "
                        + "managed one, to which definitions can be delivered.")
                .row(Attributes.PLATFORM_HOST, "TCP/IP or NetBIOS name", "someone.example.com")
                .identifying()
                .tells(
                        "The name of the computer in its network, fully qualified where it is a TCP/IP name. Absent where "
                                + "the computer has no name.")
                .row(Attributes.PLATFORM_LANGUAGE, "text", "English (United States)")
                .tells("The language and region of the operating system, in words and not as a code.")
                .row(Attributes.PLATFORM_OWNER, "text", "Jim Hill, Example Corp")
                .identifying()
                .tells("Who the computer is registered to, as its operating system has it.")
                .row(Attributes.PLATFORM_PROCESSOR, "text", "Genuine Intel 165 MHz x86 Family 5 Model 2 Stepping 12")
                .tells("The make, model and speed of the processor, in words and as the operating system reports them.")
                .row(Attributes.PLATFORM_QSERVER_COUNTRYCODE, "integer (telephone country code)", "1")
                .tells("The country where the quarantine server stands, as the number that is dialled to call there.")
                .row(Attributes.PLATFORM_QSERVER_WININET, "dotted version", "5.00.2614.3400")
                .tells(
                        "Which version of the Windows Internet library the quarantine server has. Historic: a server that "
                                + "does without that library leaves it out.")
                .row(Attributes.PLATFORM_QSERVER_WININET_ENCRYPTION, "integer: 40 or 128", "128")
                .tells("The longest key, in bits, that the Windows Internet library of the quarantine server can use. "
                        + "Historic, like the library.")
                .row(Attributes.PLATFORM_SCANNER, "text", "Example AntiVirus version 5.0")
                .tells("Which antivirus product protects the computer, in words: vendor, product, version, and the "
                        + "definitions in use where known.")
                .row(Attributes.PLATFORM_SYSTEM, "text", "Windows NT 4.0 build 1381 Service Pack 3")
                .tells("The operating system with vendor, version and service level, in words.")
                .row(Attributes.PLATFORM_USER, "text", "PRING")
                .identifying()
                .tells("Who was logged on at the computer when the sample was captured. Absent where nobody was.")
                .rows();
    }

    private static ImmutableList<Attribute> sample() {
        return new CatalogueSection(Group.SAMPLE, "sample")
                .row(Attributes.SAMPLE_CHANGES, "integer (incremented at each change)", "1")
                .tells("Goes up each time an attribute of the sample is added or changed. Compare it with the number "
                        + "seen before: where it differs, read the attributes again.")
                .row(
                        Attributes.SAMPLE_CHECKSUM,
                        "md5 (32 hex digits) of the captured data",
                        "8B37247C71443D40A2D7FCF16867803A")
                .tells(
                        "Covers the captured data before any packing. Tells whether unpacking gave back the original, and "
                                + "points to duplicates; MD5 can be forged, so trust a SHA-256 you computed.")
                .row(Attributes.SAMPLE_CHECKUP, "hex text", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF012345678")
                .tells("What was noted of the file while it was healthy, to prove a repair against. Its layout belongs "
                        + "to the product that wrote it; absent where nothing was noted.")
                .row(Attributes.SAMPLE_EXTENSION, "text without the period", "doc")
                .tells("The extension of the captured file without name and period. It stays when X-Sample-File is "
                        + "removed for privacy, as it hints at the kind of file.")
                .row(Attributes.SAMPLE_FILE, "drive and directory and name", "C:\\Memos\\December.doc")
                .identifying()
                .tells("Where the captured file was, in full. It often tells who the user is and so may be removed "
                        + "before a sample leaves the site.")
                .row(Attributes.SAMPLE_GEOMETRY, "C/H/S chs N bytes", "80/2/18 chs 512 bytes")
                .tells("The layout of the disk that sectors were captured from: cylinders, heads, sectors a track, and "
                        + "bytes a sector. Needed to make sense of X-Sample-Sector.")
                .row(Attributes.SAMPLE_PRIORITY, "integer", "999")
                .limit("0 to 1000")
                .tells(
                        "Which sample goes first where samples wait: larger numbers before smaller ones. At 0 a sample is "
                                + "not in line for submission at all.")
                .row(Attributes.SAMPLE_REASON, "token:badrepair|manual|norepair|suspicious|variant", "variant")
                .tells("What made someone or something capture the sample. It says what was suspected, not what is "
                        + "known.")
                .row(
                        Attributes.SAMPLE_SECTOR,
                        "blank-separated C/H/S addresses or C/H/S-C/H/S ranges",
                        "0/0/0-0/0/31 799/7/31")
                .tells("Which sectors of a disk were captured, as single addresses and ranges that include both ends. "
                        + "Goes with samples of type sector.")
                .row(Attributes.SAMPLE_SERVICE, "token:quickcheck", "quickcheck")
                .tells("Set it to quickcheck to ask for less than a full analysis, for a sample that is likely clean. "
                        + "The result then carries X-Analysis-Service where it is not definitive.")
                .row(Attributes.SAMPLE_SIZE, "integer bytes", "12345678")
                .tells(
                        "How many bytes were captured, before any packing; what unpacking must give back. After stripping "
                                + "it counts what is left.")
                .row(Attributes.SAMPLE_STATUS, "token:SampleStatus", "held")
                .tells("Where the sample stands in the quarantine: what was done with it last, or what it waits for.")
                .row(Attributes.SAMPLE_STRIP, "token:overwrite-zeroes (open set)", "overwrite-zeroes")
                .tells("Tells that user data was taken out, and how. Size and checksum of the sample are then those of "
                        + "the stripped data; absent where the sample is as captured.")
                .row(Attributes.SAMPLE_SWITCHES, "blank-separated tokens", "")
                .tells(
                        "Special instructions to those who analyse the sample, agreed with them beforehand. Pass them on "
                                + "unchanged; their meaning is not documented.")
                .row(Attributes.SAMPLE_TYPE, "token:file|sector", "sector")
                .tells("Whether the sample is a file or sectors of a disk. Every message with a sample has it, as it "
                        + "decides which other attributes to expect.")
                .rows();
    }

    private static ImmutableList<Attribute> scan() {
        return new CatalogueSection(Group.SCAN, "sample")
                .row(Attributes.SCAN_RESULT, "token:ScanResult", "heuristic")
                .tells("What came of scanning the sample with the definitions named beside it. Only nodetect says that "
                        + "nothing known was found, and it is no promise that the sample is clean.")
                .row(Attributes.SCAN_SIGNATURES_NAME, "text", "00000678.all.zip")
                .tells("The file that held the definitions of the scan. For display; compare sets by X-Scan-"
                        + "Signatures-Sequence.")
                .row(Attributes.SCAN_SIGNATURES_SEQUENCE, "sequence (8 decimal digits)", "00000678")
                .tells("Which set of definitions the scan used. Where it is lower than the newest sequence at hand, "
                        + "scanning again may tell more.")
                .row(Attributes.SCAN_SIGNATURES_VERSION, "yyyy.mm.dd.nnn", "1999.02.06.001")
                .tells("The day and revision of the definitions the scan used, for people to read.")
                .row(Attributes.SCAN_VIRUS_IDENTIFIER, "integer", "32767")
                .tells(
                        "The number under which the definitions list the virus that the scan found. Absent where none was "
                                + "found.")
                .row(Attributes.SCAN_VIRUS_NAME, "text", "Morton.42")
                .tells("What the definitions call the virus that the scan found. Absent where none was found.")
                .rows();
    }

    private static ImmutableList<Attribute> signatures() {
        return new CatalogueSection(Group.SIGNATURES, "refers to signatures")
                .row(
                        Attributes.SIGNATURES_CHECKSUM,
                        "md5 (32 hex digits) of the definitions package",
                        "8B37247C71443D40A2D7FCF16867803A")
                .tells("Covers the whole package of a set, so that a receiver knows it arrived as it was sent. Whether "
                        + "to trust the set is for its signature to say.")
                .row(Attributes.SIGNATURES_PRIORITY, "integer", "1")
                .limit("0 to 1000")
                .tells("Which set goes first where sets wait for delivery: larger numbers before smaller ones. At 0 a "
                        + "set is not in line for delivery.")
                .row(Attributes.SIGNATURES_SEQUENCE, "sequence (8 decimal digits)", "00000678")
                .tells(
                        "Which set the message carries, asks for, or says is needed. A higher number includes everything "
                                + "of the lower ones and takes their place.")
                .row(Attributes.SIGNATURES_VERSION, "yyyy.mm.dd.nnn", "1999.02.06.001")
                .tells("The day and revision of the set, for people to read; which of two sets is newer is decided by "
                        + "the sequence.")
                .rows();
    }
}
