package dev.cordon.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Customer;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is a customer, and what is kept of that. */
class CustomersTest {
    private static final CustomerIdentifier GOLD = CustomerIdentifier.parse("# odd one gold");
    private static final CustomerIdentifier PLATINUM = CustomerIdentifier.parse("OTHER platinum");

    private final SecureRandom random = new SecureRandom();

    private static void assertKnows(Customers customers, Customer customer) throws WireException {
        assertThat(customers.authenticate(signed(customer))).isEqualTo(customer.identifier());
    }

    private static void assertDeclines(Customers customers, Customer customer) {
        assertThatThrownBy(() -> customers.authenticate(signed(customer)))
                .isInstanceOfSatisfying(
                        WireException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DECLINED));
    }

    private static Header signed(Customer customer) {
        Header.Builder request = Header.builder();
        customer.sign(request);
        return request.build();
    }

    @Test
    void whoIsEnrolledIsKnownByCredentialsOf192Bits() throws WireException {
        Customers.Enrolment enrolment = Customers.none().enrol(GOLD, random);

        assertKnows(enrolment.customers(), enrolment.customer());
        assertThat(enrolment.customer().credentials()).matches("[0-9A-F]{48}");
    }

    @Test
    void customersAreTheSameAfterTheyWereWrittenAndRead() throws WireException {
        Customers.Enrolment one = Customers.none().enrol(GOLD, random);
        Customers.Enrolment both = one.customers().enrol(PLATINUM, random);

        Customers read = Customers.parse(both.customers().lines());

        assertKnows(read, one.customer());
        assertKnows(read, both.customer());
        assertThat(read.lines()).isEqualTo(both.customers().lines());
    }

    @Test
    void nobodySignsInWithWhatIsKept() {
        Customers.Enrolment enrolment = Customers.none().enrol(GOLD, random);
        String line = enrolment.customers().lines().get(0);

        assertThat(line).doesNotContain(enrolment.customer().credentials());
        for (String part : List.of(line, line.split(" ", 2)[0], line.split(":")[1], line.split("[: ]")[2])) {
            assertDeclines(enrolment.customers(), new Customer(GOLD, part));
        }
    }

    @Test
    void theSameCredentialsAreKeptInAnotherWayForEachCustomer() {
        Customers customers = Customers.of(List.of(new Customer(GOLD, "same"), new Customer(PLATINUM, "same")));

        assertThat(customers.lines().get(0).split(" ")[0])
                .isNotEqualTo(customers.lines().get(1).split(" ")[0]);
    }

    @Test
    void theClassOfServiceIsPartOfWhatIsProved() {
        Customers.Enrolment enrolment = Customers.none().enrol(CustomerIdentifier.parse("ONE gold"), random);
        String credentials = enrolment.customer().credentials();

        assertDeclines(enrolment.customers(), new Customer(CustomerIdentifier.parse("ONE platinum"), credentials));
        assertDeclines(enrolment.customers(), new Customer(PLATINUM, credentials));
    }

    @Test
    void newCredentialsTakeThePlaceOfTheOldOnesAlsoInAnotherClass() throws WireException {
        Customers.Enrolment before = Customers.none().enrol(CustomerIdentifier.parse("ONE gold"), random);
        Customers.Enrolment after = before.customers().enrol(CustomerIdentifier.parse("ONE platinum"), random);

        assertKnows(after.customers(), after.customer());
        assertDeclines(after.customers(), before.customer());
        assertThat(after.customers().without(before.customer().identifier()).lines())
                .isEmpty();
    }

    @Test
    void aLineThatMakesNoSenseIsNamedAndNotShown() {
        List<String> lines = List.of("# who may submit", "", "hmac-sha-256:secret:thing ONE gold");

        assertThatThrownBy(() -> Customers.parse(lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aCustomerIsNamedOnce() {
        Customers.Enrolment enrolment = Customers.none().enrol(PLATINUM, random);
        String line = enrolment.customers().lines().get(0);

        assertThatThrownBy(() -> Customers.parse(List.of(line, line))).hasMessageContaining("line 2");
    }
}
