package dev.cordon.attribute;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.codec.ChecksumMethod;
import dev.cordon.codec.Compression;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Encoding;
import dev.cordon.codec.Key;
import dev.cordon.codec.Scrambling;
import dev.cordon.codec.Syntax;
import dev.cordon.codec.Syntaxes;
import dev.cordon.codec.WireError;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanResult;
import java.time.Instant;

/**
 * The attributes of the guide, each with the type of its values; {@link AttributeCatalogue} tells more about each.
 *
 * <p>A constant is named after the wire: {@code X-Sample-Size} is {@link #SAMPLE_SIZE}. Values are checked when a field
 * is read and when it is written; what breaks a rule is refused with {@link IllegalArgumentException}, whose message
 * says what was expected and never repeats the value. Numbers are decimal, dates are whole seconds in GMT.
 *
 * <p>The dates are those the guide lists; it leaves the family open, and messages may hold others.
 */
public final class Attributes {
    private static final Syntax<Integer> NUMBER = Syntaxes.integer(0, Integer.MAX_VALUE);

    /** The word by which the receiver of a submission knows it; handed back unchanged when asking for its status. */
    public static final Key<String> ANALYSIS_COOKIE = Key.of("X-Analysis-Cookie", Syntaxes.opaque());

    /** The number to name when talking to support about a submission. */
    public static final Key<String> ANALYSIS_ISSUE = Key.of("X-Analysis-Issue", Syntaxes.opaque());

    /** The special kind of analysis that a result comes from; absent after a full one. */
    public static final Key<AnalysisService> ANALYSIS_SERVICE =
            Key.of("X-Analysis-Service", Syntaxes.token(AnalysisService.class, AnalysisService::token));

    /** How far the analysis has come. Final only beside {@link #DATE_FINISHED}, whatever the word. */
    public static final Key<OpenToken<AnalysisState>> ANALYSIS_STATE =
            Key.of("X-Analysis-State", AttributeSyntaxes.ANALYSIS_STATE);

    /** The number of the virus that the analysis found, 0 or more. */
    public static final Key<Integer> ANALYSIS_VIRUS_IDENTIFIER = Key.of("X-Analysis-Virus-Identifier", NUMBER);

    /** The name of the virus that the analysis found. */
    public static final Key<String> ANALYSIS_VIRUS_NAME = Key.of("X-Analysis-Virus-Name", Syntaxes.text());

    /** How the checksums of a message are computed. */
    public static final Key<ChecksumMethod> CHECKSUM_METHOD = ContentKeys.CHECKSUM_METHOD;

    /** The MD5 digest of the content as it is sent. */
    public static final Key<HashCode> CONTENT_CHECKSUM = ContentKeys.CONTENT_CHECKSUM;

    /** How the content is compressed; absent where it is not. */
    public static final Key<Compression> CONTENT_COMPRESSION = ContentKeys.CONTENT_COMPRESSION;

    /** How the content is encoded; absent where it is not. */
    public static final Key<Encoding> CONTENT_ENCODING = ContentKeys.CONTENT_ENCODING;

    /** How the content is kept from being run by accident; absent where it is not. Protects no secret. */
    public static final Key<Scrambling> CONTENT_SCRAMBLING = ContentKeys.CONTENT_SCRAMBLING;

    /** The mail address of the person to ask about a submission, at most 255 characters. */
    public static final Key<String> CUSTOMER_CONTACT_EMAIL = Key.of("X-Customer-Contact-Email", Syntaxes.text(255));

    /** The name of the person to ask about a submission, at most 255 characters. */
    public static final Key<String> CUSTOMER_CONTACT_NAME = Key.of("X-Customer-Contact-Name", Syntaxes.text(255));

    /** The telephone number of the person to ask about a submission, at most 255 characters. */
    public static final Key<String> CUSTOMER_CONTACT_TELEPHONE =
            Key.of("X-Customer-Contact-Telephone", Syntaxes.text(255));

    /** The secret that proves who the customer is. Never log it. */
    public static final Key<String> CUSTOMER_CREDENTIALS = Key.of("X-Customer-Credentials", Syntaxes.opaque());

    /** The name the customer is registered under, at most 255 characters. */
    public static final Key<String> CUSTOMER_NAME = Key.of("X-Customer-Name", Syntaxes.text(255));

    /** Which customer submits, and under which plan. */
    public static final Key<CustomerIdentifier> CUSTOMER_IDENTIFIER =
            Key.of("X-Customer-Identifier", AttributeSyntaxes.CUSTOMER_IDENTIFIER);

    /** When the captured file, or the file of a set, was last read. */
    public static final Key<Instant> DATE_ACCESSED = Key.of("X-Date-Accessed", Syntaxes.date());

    /** When the analysis of the sample ended; once present, the analysis state is a final one. */
    public static final Key<Instant> DATE_ANALYZED = Key.of("X-Date-Analyzed", Syntaxes.date());

    /** When a fully tested set was released; present for certified sets only. */
    public static final Key<Instant> DATE_BLESSED = Key.of("X-Date-Blessed", Syntaxes.date());

    /** When the sample was taken. */
    public static final Key<Instant> DATE_CAPTURED = Key.of("X-Date-Captured", Syntaxes.date());

    /** When the captured file, or the file of a set, was created. */
    public static final Key<Instant> DATE_CREATED = Key.of("X-Date-Created", Syntaxes.date());

    /** When the set was put in line for delivery to the computer that needs it. */
    public static final Key<Instant> DATE_DISTRIBUTED = Key.of("X-Date-Distributed", Syntaxes.date());

    /** When the status of the sample became final. Its presence is what makes a status final. */
    public static final Key<Instant> DATE_FINISHED = Key.of("X-Date-Finished", Syntaxes.date());

    /** When the sample was sent on to a quarantine. */
    public static final Key<Instant> DATE_FORWARDED = Key.of("X-Date-Forwarded", Syntaxes.date());

    /** When the set was installed on the computer that needed it. */
    public static final Key<Instant> DATE_INSTALLED = Key.of("X-Date-Installed", Syntaxes.date());

    /** When the captured file, or the file of a set, was last changed. */
    public static final Key<Instant> DATE_MODIFIED = Key.of("X-Date-Modified", Syntaxes.date());

    /** When the set was built. */
    public static final Key<Instant> DATE_PRODUCED = Key.of("X-Date-Produced", Syntaxes.date());

    /** When the set was made available for download. */
    public static final Key<Instant> DATE_PUBLISHED = Key.of("X-Date-Published", Syntaxes.date());

    /** When the sample was sent to a gateway. */
    public static final Key<Instant> DATE_SUBMITTED = Key.of("X-Date-Submitted", Syntaxes.date());

    /** Why a request was refused, with parameters that say more. */
    public static final Key<WireError> ERROR = ContentKeys.ERROR;

    /** The network addresses of the capturing computer, one or more. */
    public static final Key<NetworkAddresses> PLATFORM_ADDRESS =
            Key.of("X-Platform-Address", AttributeSyntaxes.NETWORK_ADDRESSES);

    /** A value, at most 32 bytes, that the samples of one computer share and that names nobody. */
    public static final Key<String> PLATFORM_CORRELATOR = Key.of("X-Platform-Correlator", AttributeSyntaxes.CORRELATOR);

    /** The network name of the server that the computer gets its definitions from. */
    public static final Key<String> PLATFORM_DISTRIBUTOR = Key.of("X-Platform-Distributor", Syntaxes.text());

    /** The administrative domain of the computer. */
    public static final Key<String> PLATFORM_DOMAIN = Key.of("X-Platform-Domain", Syntaxes.text());

    /** The 32 hexadecimal digits by which a managed computer is known; absent for others. */
    public static final Key<String> PLATFORM_GUID = Key.of("X-Platform-GUID", AttributeSyntaxes.GUID);

    /** The TCP/IP or NetBIOS name of the computer. */
    public static final Key<String> PLATFORM_HOST = Key.of("X-Platform-Host", Syntaxes.text());

    /** The language and region that the computer is set to. */
    public static final Key<String> PLATFORM_LANGUAGE = Key.of("X-Platform-Language", Syntaxes.text());

    /** The person and organization the computer is registered to. */
    public static final Key<String> PLATFORM_OWNER = Key.of("X-Platform-Owner", Syntaxes.text());

    /** The make, model and clock rate of the processor. */
    public static final Key<String> PLATFORM_PROCESSOR = Key.of("X-Platform-Processor", Syntaxes.text());

    /** The telephone country code of the quarantine server, 1 to 999. */
    public static final Key<Integer> PLATFORM_QSERVER_COUNTRYCODE =
            Key.of("X-Platform-QServer-CountryCode", Syntaxes.integer(1, 999));

    /** The version of the WinINet library on the quarantine server. */
    public static final Key<String> PLATFORM_QSERVER_WININET =
            Key.of("X-Platform-QServer-WinINet", AttributeSyntaxes.DOTTED_VERSION);

    /** The key length in bits that WinINet on the quarantine server can use, 40 or 128. */
    public static final Key<Integer> PLATFORM_QSERVER_WININET_ENCRYPTION =
            Key.of("X-Platform-QServer-WinINet-Encryption", AttributeSyntaxes.KEY_LENGTH);

    /** The vendor, product and version of the scanner on the computer. */
    public static final Key<String> PLATFORM_SCANNER = Key.of("X-Platform-Scanner", Syntaxes.text());

    /** The vendor and version of the operating system. */
    public static final Key<String> PLATFORM_SYSTEM = Key.of("X-Platform-System", Syntaxes.text());

    /** The name of the user who was logged on. */
    public static final Key<String> PLATFORM_USER = Key.of("X-Platform-User", Syntaxes.text());

    /** How often the attributes of the sample have changed, 0 or more. */
    public static final Key<Integer> SAMPLE_CHANGES = Key.of("X-Sample-Changes", NUMBER);

    /** The MD5 digest of the captured data. */
    public static final Key<HashCode> SAMPLE_CHECKSUM = ContentKeys.SAMPLE_CHECKSUM;

    /** What was noted of the file before it was infected, as hexadecimal text; its layout is up to who wrote it. */
    public static final Key<String> SAMPLE_CHECKUP = Key.of("X-Sample-Checkup", Syntaxes.opaque());

    /** The extension of the captured file, without the period. */
    public static final Key<String> SAMPLE_EXTENSION = Key.of("X-Sample-Extension", AttributeSyntaxes.EXTENSION);

    /** The drive, directory and name of the captured file. */
    public static final Key<String> SAMPLE_FILE = Key.of("X-Sample-File", Syntaxes.text());

    /** The layout of the disk that a sector sample comes from. */
    public static final Key<Geometry> SAMPLE_GEOMETRY = Key.of("X-Sample-Geometry", AttributeSyntaxes.GEOMETRY);

    /** How soon the sample is taken from queues; 0 keeps it from being submitted. */
    public static final Key<Priority> SAMPLE_PRIORITY = Key.of("X-Sample-Priority", AttributeSyntaxes.PRIORITY);

    /** Why the sample was captured. */
    public static final Key<SampleReason> SAMPLE_REASON =
            Key.of("X-Sample-Reason", Syntaxes.token(SampleReason.class, SampleReason::token));

    /** Which sectors of the disk a sector sample holds. */
    public static final Key<Sectors> SAMPLE_SECTOR = Key.of("X-Sample-Sector", AttributeSyntaxes.SECTORS);

    /** The special kind of analysis asked for; absent for a full one. */
    public static final Key<AnalysisService> SAMPLE_SERVICE =
            Key.of("X-Sample-Service", Syntaxes.token(AnalysisService.class, AnalysisService::token));

    /** The size of the captured data in bytes. */
    public static final Key<Long> SAMPLE_SIZE = ContentKeys.SAMPLE_SIZE;

    /** Where the sample stands in the quarantine. */
    public static final Key<SampleStatus> SAMPLE_STATUS =
            Key.of("X-Sample-Status", Syntaxes.token(SampleStatus.class, SampleStatus::token));

    /** How user data was taken out of the sample; absent where nothing was. */
    public static final Key<OpenToken<StripMethod>> SAMPLE_STRIP =
            Key.of("X-Sample-Strip", AttributeSyntaxes.STRIP_METHOD);

    /** Switches for whoever analyses the sample, one or more. */
    public static final Key<ImmutableList<String>> SAMPLE_SWITCHES =
            Key.of("X-Sample-Switches", AttributeSyntaxes.WORDS);

    /** What the sample was taken from. */
    public static final Key<SampleType> SAMPLE_TYPE =
            Key.of("X-Sample-Type", Syntaxes.token(SampleType.class, SampleType::token));

    /** What scanning the sample came to. */
    public static final Key<ScanResult> SCAN_RESULT =
            Key.of("X-Scan-Result", Syntaxes.token(ScanResult.class, ScanResult::token));

    /** The file name of the set the sample was scanned with. */
    public static final Key<String> SCAN_SIGNATURES_NAME = Key.of("X-Scan-Signatures-Name", Syntaxes.text());

    /** The sequence of the set the sample was scanned with. */
    public static final Key<Sequence> SCAN_SIGNATURES_SEQUENCE =
            Key.of("X-Scan-Signatures-Sequence", AttributeSyntaxes.SEQUENCE);

    /** The version of the set the sample was scanned with. */
    public static final Key<DailyVersion> SCAN_SIGNATURES_VERSION =
            Key.of("X-Scan-Signatures-Version", AttributeSyntaxes.DAILY_VERSION);

    /** The number of the virus that the scan found, 0 or more. */
    public static final Key<Integer> SCAN_VIRUS_IDENTIFIER = Key.of("X-Scan-Virus-Identifier", NUMBER);

    /** The name of the virus that the scan found. */
    public static final Key<String> SCAN_VIRUS_NAME = Key.of("X-Scan-Virus-Name", Syntaxes.text());

    /** The MD5 digest of the package that holds the set. */
    public static final Key<HashCode> SIGNATURES_CHECKSUM = Key.of("X-Signatures-Checksum", Syntaxes.md5());

    /** How soon the set is delivered; 0 keeps it from being delivered. */
    public static final Key<Priority> SIGNATURES_PRIORITY = Key.of("X-Signatures-Priority", AttributeSyntaxes.PRIORITY);

    /** The sequence of the set that a message carries or speaks of. */
    public static final Key<Sequence> SIGNATURES_SEQUENCE = Key.of("X-Signatures-Sequence", AttributeSyntaxes.SEQUENCE);

    /** The version of the set that a message carries or speaks of. */
    public static final Key<DailyVersion> SIGNATURES_VERSION =
            Key.of("X-Signatures-Version", AttributeSyntaxes.DAILY_VERSION);

    private Attributes() {}
}
