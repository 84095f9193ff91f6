package dev.cordon.attribute;

import com.google.common.hash.HashCode;
import dev.cordon.codec.Key;
import dev.cordon.codec.Syntaxes;
import java.time.Instant;

/**
 * What Cordon's parts tell each other beyond the attributes of the guide.
 *
 * <p>These fields are for the parts of one site: by default none of them leaves it. A peer that knows nothing of them
 * loses nothing that the guide promises. {@code Cordon-Sample-Digest}, which stands beside the content attributes, is
 * {@link dev.cordon.codec.ContentKeys#SAMPLE_DIGEST}.
 */
public final class CordonFields {
    /**
     * {@code Cordon-Sample-Id}: the name that the first sender gave a sample. Sent again under the same name, it is the
     * same sample.
     */
    public static final Key<String> SAMPLE_ID = Key.of("Cordon-Sample-Id", Syntaxes.opaque());

    /** {@code Cordon-File-Permissions}: who may do what with the captured file, in POSIX form: {@code rw-r-----}. */
    public static final Key<String> PERMISSIONS = Key.of("Cordon-File-Permissions", Syntaxes.opaque());

    /** {@code Cordon-File-Owner}: the name of the user whom the captured file belonged to. */
    public static final Key<String> OWNER = Key.of("Cordon-File-Owner", Syntaxes.text());

    /** {@code Cordon-Advice}: what the outcome of the analysis advises a person or a client to do, in one word. */
    public static final Key<String> ADVICE = Key.of("Cordon-Advice", Syntaxes.opaque());

    /** {@code Cordon-Disposition}: what the client has done with the captured file, in one word. */
    public static final Key<String> DISPOSITION = Key.of("Cordon-Disposition", Syntaxes.opaque());

    /** {@code Cordon-Target}: the name of the computer that a set of definitions was sent to, in its own words. */
    public static final Key<String> TARGET = Key.of("Cordon-Target", Syntaxes.text());

    /**
     * {@code Cordon-Signatures-Certified}: whether a target believes the certification that came with a set of
     * definitions, {@code yes} or {@code no}.
     */
    public static final Key<String> CERTIFIED = Key.of("Cordon-Signatures-Certified", AttributeSyntaxes.YES_OR_NO);

    /** {@code Cordon-Certification}: the signed statement that a set of definitions is certified. */
    public static final Key<String> CERTIFICATION = Key.of("Cordon-Certification", Syntaxes.opaque());

    /** {@code Cordon-Certified-Sequence}: the newest definitions that are certified. */
    public static final Key<Sequence> CERTIFIED_SEQUENCE =
            Key.of("Cordon-Certified-Sequence", AttributeSyntaxes.SEQUENCE);

    /** {@code Cordon-Noncertified-Sequence}: the newest definitions, where those are not certified. */
    public static final Key<Sequence> NONCERTIFIED_SEQUENCE =
            Key.of("Cordon-Noncertified-Sequence", AttributeSyntaxes.SEQUENCE);

    /** {@code Cordon-Rollback}: the signed order to go back to older definitions. */
    public static final Key<String> ROLLBACK = Key.of("Cordon-Rollback", Syntaxes.opaque());

    /**
     * {@code Cordon-File-Path}: where the captured file was, as a {@code file:} URI that gives back every byte of a name.
     * It stays on the computer; {@code X-Sample-File} is for people and for others.
     */
    public static final Key<String> PATH = Key.of("Cordon-File-Path", Syntaxes.opaque());

    /** {@code Cordon-File-Modified}: when the captured file was last changed, to the precision of its file system. */
    public static final Key<Instant> MODIFIED = Key.of("Cordon-File-Modified", AttributeSyntaxes.INSTANT);

    /** {@code Cordon-File-Accessed}: when the captured file was last read, to the precision of its file system. */
    public static final Key<Instant> ACCESSED = Key.of("Cordon-File-Accessed", AttributeSyntaxes.INSTANT);

    /** {@code Cordon-File-Created}: when the captured file was created, to the precision of its file system. */
    public static final Key<Instant> CREATED = Key.of("Cordon-File-Created", AttributeSyntaxes.INSTANT);

    /** {@code Cordon-File-Group}: the name of the group that the captured file belonged to. */
    public static final Key<String> GROUP = Key.of("Cordon-File-Group", Syntaxes.text());

    /** {@code Cordon-File-Links}: how many names the captured file had, where it had more than one. */
    public static final Key<Integer> LINKS = Key.of("Cordon-File-Links", Syntaxes.integer(0, Integer.MAX_VALUE));

    /**
     * {@code Cordon-File-Attribute}: an extended attribute of the captured file, its name and its value each in base64
     * with a period between them; one field for each.
     */
    public static final Key<String> EXTENDED_ATTRIBUTE = Key.of("Cordon-File-Attribute", Syntaxes.opaque());

    /**
     * {@code Cordon-Repair}: the SHA-256 digest, in hexadecimal digits, of the file that a repair was proved to give. The
     * repaired file itself is not kept.
     */
    public static final Key<String> REPAIR = Key.of("Cordon-Repair", Syntaxes.opaque());

    /** {@code Cordon-Due}: before this time nobody needs to look at the sample. */
    public static final Key<Instant> DUE = Key.of("Cordon-Due", AttributeSyntaxes.INSTANT);

    /** {@code Cordon-Attempts}: how often the present step was tried in vain. */
    public static final Key<Integer> ATTEMPTS = Key.of("Cordon-Attempts", Syntaxes.integer(0, Integer.MAX_VALUE));

    /**
     * {@code Cordon-Submission}: the same word each time one submission is sent, so that sending it twice is one
     * submission. It leaves the site and says nothing about it.
     */
    public static final Key<String> SUBMISSION = Key.of("Cordon-Submission", Syntaxes.opaque());

    /**
     * {@code Cordon-Shared-With}: the id of the sample of this place that was submitted, or is analysed, for this one as
     * well, because both ask the same.
     */
    public static final Key<String> SHARED_WITH = Key.of("Cordon-Shared-With", Syntaxes.opaque());

    /**
     * {@code Cordon-Answer-Sequence}: the definitions that were in use at a gateway when it gave an answer that it had
     * given, or heard, before.
     */
    public static final Key<Sequence> ANSWER_SEQUENCE = Key.of("Cordon-Answer-Sequence", AttributeSyntaxes.SEQUENCE);

    /** {@code Cordon-Submitted-By}: who has submitted the sample for analysis: a person, by the name the place knows. */
    public static final Key<String> SUBMITTED_BY = Key.of("Cordon-Submitted-By", Syntaxes.text());

    /**
     * {@code Cordon-Submitted-Digest}: the SHA-256 of what was submitted, where that was not the file itself but what
     * stripping has left of it.
     */
    public static final Key<HashCode> SUBMITTED_DIGEST = Key.of("Cordon-Submitted-Digest", Syntaxes.digestField());

    /** {@code Cordon-Client-Sequence}: the definitions that the client had when it captured the sample. */
    public static final Key<Sequence> CLIENT_SEQUENCE = Key.of("Cordon-Client-Sequence", AttributeSyntaxes.SEQUENCE);

    /** {@code Cordon-Cookie-Given}: the cookie that a gateway gave for the sample; it has another one from further up. */
    public static final Key<String> COOKIE_GIVEN = Key.of("Cordon-Cookie-Given", Syntaxes.opaque());

    /** {@code Cordon-Abandoned-Sequence}: the definitions that were to cure the sample and failed their tests. */
    public static final Key<Sequence> ABANDONED_SEQUENCE =
            Key.of("Cordon-Abandoned-Sequence", AttributeSyntaxes.SEQUENCE);

    private CordonFields() {}
}
