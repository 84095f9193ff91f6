package dev.cordon.clamav;

import com.google.common.base.CharMatcher;

/** What clamd has said of a content. */
sealed interface ClamdReply {
    /** The longest name that is believed to be one. */
    int LONGEST_NAME = 255;

    CharMatcher NAME = CharMatcher.inRange('!', '~');

    /** Nothing was found. */
    record Clean() implements ClamdReply {}

    /**
     * Something was found.
     *
     * @param name its name as the database has it
     */
    record Found(String name) implements ClamdReply {}

    /** The content is longer than clamd takes. */
    record TooLong() implements ClamdReply {}

    /** clamd could not scan, or has said what makes no sense. */
    record Failed() implements ClamdReply {}

    /** Reads the answer to a content that was sent whole. */
    static ClamdReply parse(String answer) {
        if (answer.equals("stream: OK")) {
            return new Clean();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return found(answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
        }
        return parseEarly(answer);
    }

    /** Reads an answer that has come before the content was sent: whatever it is, the content was not scanned. */
    static ClamdReply parseEarly(String answer) {
        return answer.equals("INSTREAM size limit exceeded. ERROR") ? new TooLong() : new Failed();
    }

    private static ClamdReply found(String said) {
        // That is how clamd marks databases that are not from the makers of ClamAV.
        String name = said.endsWith(".UNOFFICIAL") ? said.substring(0, said.lastIndexOf('.')) : said;
        return !name.isEmpty() && name.length() <= LONGEST_NAME && NAME.matchesAllOf(name)
                ? new Found(name)
                : new Failed();
    }
}
