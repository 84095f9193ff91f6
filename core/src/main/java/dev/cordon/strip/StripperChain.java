package dev.cordon.strip;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Stripper;
import java.io.IOException;
import java.util.List;

/**
 * Asks one stripper after the other until one understands the content. Safe for use by many threads if they all are.
 *
 * <p>A refusal for any other reason than {@link dev.cordon.spi.Stripper.Obstacle#NOT_UNDERSTOOD} ends the search: whoever
 * has seen that a document is encrypted or damaged knows it best.
 */
public final class StripperChain implements Stripper {
    private final ImmutableList<Stripper> strippers;

    private StripperChain(ImmutableList<Stripper> strippers) {
        this.strippers = strippers;
    }

    /** Returns a stripper that asks these in turn; one of none understands nothing. */
    public static StripperChain of(List<? extends Stripper> strippers) {
        return new StripperChain(ImmutableList.copyOf(strippers));
    }

    /** Returns a stripper that asks these in turn. */
    public static StripperChain of(Stripper... strippers) {
        return new StripperChain(ImmutableList.copyOf(strippers));
    }

    @Override
    public Outcome strip(Request request) throws IOException {
        for (Stripper stripper : strippers) {
            Outcome outcome = stripper.strip(request);
            if (!isNotUnderstood(outcome)) {
                return outcome;
            }
        }
        return new Refused(Obstacle.NOT_UNDERSTOOD, "no stripper knows this kind of file");
    }

    private static boolean isNotUnderstood(Outcome outcome) {
        return outcome instanceof Refused refused && refused.obstacle() == Obstacle.NOT_UNDERSTOOD;
    }
}
