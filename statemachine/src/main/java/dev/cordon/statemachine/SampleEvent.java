package dev.cordon.statemachine;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What can happen to a sample in a quarantine. Each event is a type with what has to be known of it; what it leads to is
 * decided by {@link SampleLifecycle}.
 */
public sealed interface SampleEvent {
    /** Returns which row of the lifecycle the event is. */
    Kind kind();

    /** The events without what they carry: the rows of the lifecycle. */
    enum Kind {
        /** The sample has arrived. */
        RECEIVED("received"),
        /** The definitions here resolve it, and are delivered at once. */
        DEFINITIONS_AT_HAND_AUTOMATIC("definitions at hand, delivery automatic"),
        /** The definitions here resolve it, and a person decides on delivery. */
        DEFINITIONS_AT_HAND_MANUAL("definitions at hand, delivery manual"),
        /** There is nothing to deliver or submit. */
        NOTHING_TO_DO("nothing to do"),
        /** The definitions here do not resolve it, and it is submitted at once. */
        UNRESOLVED_AUTOMATIC("unresolved, submission automatic"),
        /** The definitions here do not resolve it, and a person decides on submission. */
        UNRESOLVED_MANUAL("unresolved, submission manual"),
        /** A person has put it in line for submission. */
        QUEUED("queued"),
        /** It was taken out of the line for submission. */
        WITHDRAWN("withdrawn"),
        /** The gateway has accepted it. */
        ACCEPTED("accepted"),
        /** Final: newer definitions resolve it. */
        NEWER_DEFINITIONS("newer definitions resolve it"),
        /** Final: there is nothing to deliver. */
        NOTHING_TO_DELIVER("nothing to deliver"),
        /** The gateway does not know the cookie. */
        CRUMBLED("cookie unknown"),
        /** The definitions have arrived, and are delivered at once. */
        SET_ARRIVED_AUTOMATIC("set arrived, delivery automatic"),
        /** The definitions have arrived, and a person decides on delivery. */
        SET_ARRIVED_MANUAL("set arrived, delivery manual"),
        /** Newer definitions have taken the place of those that were needed. */
        SUPERSEDED("set superseded"),
        /** The definitions that were needed were given up. */
        ABANDONED("set abandoned"),
        /** Delivery was asked for. */
        DELIVERY_QUEUED("delivery queued"),
        /** The definitions were delivered. */
        DELIVERED("delivered"),
        /** The definitions can't be delivered. */
        UNDELIVERABLE("cannot be delivered"),
        /** The client has confirmed the installation. */
        CONFIRMED("confirmed"),
        /** The client could not install the definitions. */
        INSTALL_FAILED("install failed"),
        /** Delivery is tried again. */
        RETRIED("retry"),
        /** The client reports the definitions or newer ones. */
        REPORTED("client reports the set"),
        /** Something went wrong that does not mend itself. */
        FAULTED("fault"),
        /** A person has to look. */
        PERSON_NEEDED("needs a person"),
        /** Processing is to begin again. */
        RESTARTED("restart"),
        /** Processing begins again. */
        TAKEN_UP("taken up");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** Returns the event in words, as diagrams and histories show it. */
        public String description() {
            return description;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /** The sample has arrived. */
    record Received() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.RECEIVED;
        }
    }

    /**
     * The definitions here resolve the sample, and its client has older ones.
     *
     * @param sequence the definitions
     * @param delivery whether they are delivered at once
     */
    record DefinitionsAtHand(int sequence, Handling delivery) implements SampleEvent {
        /** Refuses a sequence of no set. */
        public DefinitionsAtHand {
            checkSequence(sequence);
        }

        @Override
        public Kind kind() {
            return delivery == Handling.AUTOMATIC
                    ? Kind.DEFINITIONS_AT_HAND_AUTOMATIC
                    : Kind.DEFINITIONS_AT_HAND_MANUAL;
        }
    }

    /** The client has the definitions already, or there is nothing to do. */
    record NothingToDo() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.NOTHING_TO_DO;
        }
    }

    /**
     * The definitions here do not resolve the sample.
     *
     * @param submission whether it is submitted at once
     */
    record Unresolved(Handling submission) implements SampleEvent {
        @Override
        public Kind kind() {
            return submission == Handling.AUTOMATIC ? Kind.UNRESOLVED_AUTOMATIC : Kind.UNRESOLVED_MANUAL;
        }
    }

    /**
     * A person has put the sample in line for submission.
     *
     * @param priority 1 to 1000; higher goes first
     */
    record Queued(int priority) implements SampleEvent {
        /** Refuses a priority that queues nothing. */
        public Queued {
            checkArgument(priority >= 1 && priority <= 1000, "a priority is 1 to 1000");
        }

        @Override
        public Kind kind() {
            return Kind.QUEUED;
        }
    }

    /** The sample was taken out of the line for submission. */
    record Withdrawn() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.WITHDRAWN;
        }
    }

    /** The gateway has accepted the sample. */
    record Accepted() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }
    }

    /**
     * The analysis is over, and definitions resolve the sample.
     *
     * @param sequence the definitions
     */
    record NewerDefinitions(int sequence) implements SampleEvent {
        /** Refuses a sequence of no set. */
        public NewerDefinitions {
            checkSequence(sequence);
        }

        @Override
        public Kind kind() {
            return Kind.NEWER_DEFINITIONS;
        }
    }

    /** The analysis is over, and there is nothing to deliver. */
    record NothingToDeliver() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.NOTHING_TO_DELIVER;
        }
    }

    /** The gateway does not know the cookie of the sample. */
    record Crumbled() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.CRUMBLED;
        }
    }

    /**
     * The definitions that the sample needs have arrived.
     *
     * @param sequence the definitions
     * @param delivery whether they are delivered at once
     */
    record SetArrived(int sequence, Handling delivery) implements SampleEvent {
        /** Refuses a sequence of no set. */
        public SetArrived {
            checkSequence(sequence);
        }

        @Override
        public Kind kind() {
            return delivery == Handling.AUTOMATIC ? Kind.SET_ARRIVED_AUTOMATIC : Kind.SET_ARRIVED_MANUAL;
        }
    }

    /**
     * Newer definitions have taken the place of those that were needed.
     *
     * @param sequence the newer definitions
     */
    record Superseded(int sequence) implements SampleEvent {
        /** Refuses a sequence of no set. */
        public Superseded {
            checkSequence(sequence);
        }

        @Override
        public Kind kind() {
            return Kind.SUPERSEDED;
        }
    }

    /** The definitions that were needed were given up. */
    record Abandoned() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.ABANDONED;
        }
    }

    /** A policy or a person has put the definitions in line for delivery. */
    record DeliveryQueued() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.DELIVERY_QUEUED;
        }
    }

    /** The definitions were delivered. */
    record Delivered() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.DELIVERED;
        }
    }

    /** The definitions can't be delivered: the client is not managed, or was given up. */
    record Undeliverable() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.UNDELIVERABLE;
        }
    }

    /**
     * The client has confirmed the installation.
     *
     * @param sequence the definitions that are installed
     */
    record Confirmed(int sequence) implements SampleEvent {
        /** Refuses a sequence of no set. */
        public Confirmed {
            checkSequence(sequence);
        }

        @Override
        public Kind kind() {
            return Kind.CONFIRMED;
        }
    }

    /** The client could not install the definitions. */
    record InstallFailed() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.INSTALL_FAILED;
        }
    }

    /** Delivery is tried again. */
    record Retried() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.RETRIED;
        }
    }

    /**
     * The client reports the definitions that the sample needs, or newer ones.
     *
     * @param sequence the definitions that are installed
     */
    record Reported(int sequence) implements SampleEvent {
        /** Refuses a sequence of no set. */
        public Reported {
            checkSequence(sequence);
        }

        @Override
        public Kind kind() {
            return Kind.REPORTED;
        }
    }

    /**
     * Something went wrong that does not mend itself.
     *
     * @param reason what went wrong, for people
     */
    record Faulted(String reason) implements SampleEvent {
        /** Refuses an empty reason. */
        public Faulted {
            checkReason(reason);
        }

        @Override
        public Kind kind() {
            return Kind.FAULTED;
        }
    }

    /**
     * A person has to look at the sample.
     *
     * @param reason why, for people
     */
    record PersonNeeded(String reason) implements SampleEvent {
        /** Refuses an empty reason. */
        public PersonNeeded {
            checkReason(reason);
        }

        @Override
        public Kind kind() {
            return Kind.PERSON_NEEDED;
        }
    }

    /**
     * Processing is to begin again.
     *
     * @param reason why, for people
     */
    record Restarted(String reason) implements SampleEvent {
        /** Refuses an empty reason. */
        public Restarted {
            checkReason(reason);
        }

        @Override
        public Kind kind() {
            return Kind.RESTARTED;
        }
    }

    /** Processing begins again. */
    record TakenUp() implements SampleEvent {
        @Override
        public Kind kind() {
            return Kind.TAKEN_UP;
        }
    }

    private static void checkSequence(int sequence) {
        checkArgument(sequence >= 1 && sequence <= 99_999_999, "a sequence of definitions is 1 to 99999999");
    }

    private static void checkReason(String reason) {
        checkArgument(!reason.isBlank(), "a reason says something");
    }
}
