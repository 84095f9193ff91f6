package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * Who a customer is and which plan the customer has, such as {@code 123456-ABCDEFgold 0123456789ABCDEFGHIJ} (guide,
 * "X-Customer-Identifier"). Immutable. Two identifiers are equal when their texts are, case included.
 *
 * <p>The plan is the token of a {@link ServiceClass} in lower case somewhere in the text: the first one that ends a
 * word, or else the first one anywhere. What stands before it is the account; what stands after it is kept as it is.
 *
 * @param account the text before the plan; {@code 123456-ABCDEF} in the example
 * @param serviceClass the plan
 * @param rest the text after the plan, with the blank that starts it
 */
public record CustomerIdentifier(String account, ServiceClass serviceClass, String rest) {
    static final String EXPECTED = "at most 63 characters with the word gold or platinum among them";

    private static final int LONGEST = 63;
    private static final ImmutableList<ServiceClass> PLANS = ImmutableList.copyOf(ServiceClass.values());

    /**
     * Refuses parts that make up more than 63 characters, or a text that would be taken apart in another way.
     *
     * @param account the text before the plan
     * @param serviceClass the plan
     * @param rest the text after the plan
     */
    public CustomerIdentifier {
        String text = account + serviceClass.token() + rest;
        checkText(text);
        boolean same = plan(text)
                .filter(plan -> plan.start == account.length() && plan.serviceClass == serviceClass)
                .isPresent();
        checkArgument(same, "the account and the rest of an identifier hold no service class of their own");
    }

    /**
     * {@return the identifier that a text stands for}
     *
     * @param text the value as on the wire
     * @throws IllegalArgumentException if the text has more than 63 characters, control characters, blanks around it, or
     *     no service class
     */
    public static CustomerIdentifier parse(String text) {
        Plan plan = plan(text).orElseThrow(() -> new IllegalArgumentException(EXPECTED + " expected"));
        return new CustomerIdentifier(text.substring(0, plan.start), plan.serviceClass, text.substring(plan.end()));
    }

    private static void checkText(String text) {
        checkArgument(text.codePointCount(0, text.length()) <= LONGEST, EXPECTED + " expected");
        checkArgument(!breaksLine(text), "an identifier has no control characters");
        boolean trimmed = text.isEmpty() || !isBlank(text.charAt(0)) && !isBlank(text.charAt(text.length() - 1));
        checkArgument(trimmed, "an identifier has no blanks around it");
    }

    private static boolean breaksLine(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char character) {
        return CharMatcher.whitespace().matches(character);
    }

    private static Optional<Plan> plan(String text) {
        Optional<Plan> best = Optional.empty();
        for (ServiceClass serviceClass : PLANS) {
            Optional<Plan> plan = plan(serviceClass, text);
            if (plan.isPresent() && (best.isEmpty() || plan.get().goesBefore(best.get(), text))) {
                best = plan;
            }
        }
        return best;
    }

    private static Optional<Plan> plan(ServiceClass serviceClass, String text) {
        int first = text.indexOf(serviceClass.token());
        int start = first;
        while (start >= 0) {
            Plan plan = new Plan(serviceClass, start);
            if (plan.endsWord(text)) {
                return Optional.of(plan);
            }
            start = text.indexOf(serviceClass.token(), start + 1);
        }
        return first < 0 ? Optional.empty() : Optional.of(new Plan(serviceClass, first));
    }

    /** Returns the three parts together: the text that was parsed, as on the wire. */
    @Override
    public String toString() {
        return account + serviceClass.token() + rest;
    }

    private record Plan(ServiceClass serviceClass, int start) {
        int end() {
            return start + serviceClass.token().length();
        }

        boolean goesBefore(Plan other, String text) {
            return endsWord(text) == other.endsWord(text) ? start < other.start : endsWord(text);
        }

        boolean endsWord(String text) {
            return end() == text.length() || text.charAt(end()) == ' ';
        }
    }
}
