package dev.cordon.client;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The rule that no link is followed, on the way to a file or in its name. */
final class Links {
    private static final String ON_THE_WAY =
            "a folder on the way is a link, and links are not followed; name the real folder";

    private Links() {}

    /**
     * Refuses a path that leads through a link, or ends in one.
     *
     * @throws IOException if there is nothing at the path
     */
    static void checkNone(Path path) throws IOException {
        if (!path.toRealPath(LinkOption.NOFOLLOW_LINKS).equals(path.toRealPath())) {
            throw new QuarantineException(Refusal.LINK, ON_THE_WAY);
        }
    }

    static QuarantineException onTheWay(IOException failure) {
        return new QuarantineException(Refusal.LINK, ON_THE_WAY, failure);
    }
}
