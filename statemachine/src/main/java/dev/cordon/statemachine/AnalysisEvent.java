package dev.cordon.statemachine;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What can happen to a sample in analysis. Each event is a type with what has to be known of it; what it leads to is
 * decided by {@link AnalysisLifecycle}.
 */
public sealed interface AnalysisEvent {
    /** Returns which row of the lifecycle the event is. */
    Kind kind();

    /** The events without what they carry: the rows of the lifecycle. */
    enum Kind {
        /** A gateway begins to receive the sample. */
        RECEIVED("received"),
        /** A gateway has the sample. */
        ACCEPTED("accepted"),
        /** The sample is being taken into the analysis centre. */
        IMPORT_BEGUN("import begun"),
        /** The analysis centre has the sample. */
        IMPORTED("imported"),
        /** Definitions have appeared that are newer than those the sample was last tried with. */
        NEWER_DEFINITIONS("newer definitions appeared"),
        /** The kind of the sample is being found out. */
        CLASSIFICATION_BEGUN("classification begun"),
        /** The sample can't be analysed automatically. */
        DEFERRED("needs an expert"),
        /** The sample is being put before an expert. */
        DEFERRAL_BEGUN("deferral begun"),
        /** The sample is before an expert. */
        DEFERRAL_DONE("deferral done"),
        /** An expert has chosen signatures. */
        SIGNATURE_GIVEN("signature given by an expert"),
        /** The sample is a program. */
        CLASSIFIED_BINARY("classified as a program"),
        /** The sample is a document with macros. */
        CLASSIFIED_MACRO("classified as a document with macros"),
        /** The controller has taken the sample. */
        CONTROL_BEGUN("controller begun"),
        /** The controller knows how to replicate the sample. */
        CONDITIONS_SET("conditions set"),
        /** A replication engine has taken the sample. */
        ENGINE_FREE("engine free"),
        /** The infection was seen, and signatures for it are being chosen. */
        REPLICATED("replicated"),
        /** Signatures are chosen. */
        SCORED("signatures chosen"),
        /** The build is being reserved for the sample. */
        LOCK_BEGUN("lock asked for"),
        /** The build is reserved; a whole set is built. */
        LOCKED_FULL("locked for a full build"),
        /** The build is reserved; the signatures are added to the present set. */
        LOCKED_INCREMENTAL("locked for an incremental build"),
        /** The set is built and is being tested. */
        BUILT("built"),
        /** The set could not be built. */
        BUILD_FAILED("build failed"),
        /** The set has passed its tests. */
        TESTED("tests passed"),
        /** The set has failed its tests. */
        TESTS_FAILED("tests failed"),
        /** The build is free again. */
        UNLOCKED("unlocked"),
        /** What the analysis has left is being put away. */
        ARCHIVE_BEGUN("archive begun"),
        /** Something went wrong with the sample. */
        FAULTED("fault"),
        /** The analysis broke down for a reason of its own. */
        ABORTED("abort"),
        /** A person has to look at the sample. */
        PERSON_NEEDED("needs a person"),
        /** The analysis is over. */
        CONCLUDED("concluded");

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

    /** A gateway begins to receive the sample. */
    record Received() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.RECEIVED;
        }
    }

    /** A gateway has the sample. */
    record Accepted() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }
    }

    /** The sample is being taken into the analysis centre. */
    record ImportBegun() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.IMPORT_BEGUN;
        }
    }

    /** The analysis centre has the sample. */
    record Imported() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.IMPORTED;
        }
    }

    /** Definitions have appeared that are newer than those the sample was last tried with. */
    record NewerDefinitions() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.NEWER_DEFINITIONS;
        }
    }

    /** The kind of the sample is being found out. */
    record ClassificationBegun() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.CLASSIFICATION_BEGUN;
        }
    }

    /** The sample can't be analysed automatically. */
    record Deferred() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.DEFERRED;
        }
    }

    /** The sample is being put before an expert. */
    record DeferralBegun() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.DEFERRAL_BEGUN;
        }
    }

    /** The sample is before an expert. */
    record DeferralDone() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.DEFERRAL_DONE;
        }
    }

    /** An expert has chosen signatures. */
    record SignatureGiven() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.SIGNATURE_GIVEN;
        }
    }

    /** The sample is a program. */
    record ClassifiedBinary() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.CLASSIFIED_BINARY;
        }
    }

    /** The sample is a document with macros. */
    record ClassifiedMacro() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.CLASSIFIED_MACRO;
        }
    }

    /** The controller has taken the sample. */
    record ControlBegun() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.CONTROL_BEGUN;
        }
    }

    /** The controller knows how to replicate the sample. */
    record ConditionsSet() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.CONDITIONS_SET;
        }
    }

    /** A replication engine has taken the sample. */
    record EngineFree() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.ENGINE_FREE;
        }
    }

    /** The infection was seen, and signatures for it are being chosen. */
    record Replicated() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.REPLICATED;
        }
    }

    /** Signatures are chosen. */
    record Scored() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.SCORED;
        }
    }

    /** The build is being reserved for the sample. */
    record LockBegun() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.LOCK_BEGUN;
        }
    }

    /** The build is reserved; a whole set is built. */
    record LockedForFullBuild() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.LOCKED_FULL;
        }
    }

    /** The build is reserved; the signatures are added to the present set. */
    record LockedForIncrementalBuild() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.LOCKED_INCREMENTAL;
        }
    }

    /** The set is built and is being tested. */
    record Built() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.BUILT;
        }
    }

    /** The set could not be built. */
    record BuildFailed() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.BUILD_FAILED;
        }
    }

    /** The set has passed its tests. */
    record Tested() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.TESTED;
        }
    }

    /** The set has failed its tests. */
    record TestsFailed() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.TESTS_FAILED;
        }
    }

    /** The build is free again. */
    record Unlocked() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.UNLOCKED;
        }
    }

    /** What the analysis has left is being put away. */
    record ArchiveBegun() implements AnalysisEvent {
        @Override
        public Kind kind() {
            return Kind.ARCHIVE_BEGUN;
        }
    }

    /**
     * Something went wrong with the sample.
     *
     * @param reason why, for people
     */
    record Faulted(String reason) implements AnalysisEvent {
        /** Refuses an empty reason. */
        public Faulted {
            checkArgument(!reason.isBlank(), "a reason says something");
        }

        @Override
        public Kind kind() {
            return Kind.FAULTED;
        }
    }

    /**
     * The analysis broke down for a reason of its own.
     *
     * @param reason why, for people
     */
    record Aborted(String reason) implements AnalysisEvent {
        /** Refuses an empty reason. */
        public Aborted {
            checkArgument(!reason.isBlank(), "a reason says something");
        }

        @Override
        public Kind kind() {
            return Kind.ABORTED;
        }
    }

    /**
     * A person has to look at the sample.
     *
     * @param reason why, for people
     */
    record PersonNeeded(String reason) implements AnalysisEvent {
        /** Refuses an empty reason. */
        public PersonNeeded {
            checkArgument(!reason.isBlank(), "a reason says something");
        }

        @Override
        public Kind kind() {
            return Kind.PERSON_NEEDED;
        }
    }

    /**
     * The analysis is over.
     *
     * @param outcome how it ended; a final state
     */
    record Concluded(AnalysisState outcome) implements AnalysisEvent {
        /** Refuses a state that is not final. */
        public Concluded {
            checkArgument(outcome.isFinal(), "an analysis ends in a final state");
        }

        @Override
        public Kind kind() {
            return Kind.CONCLUDED;
        }
    }
}
