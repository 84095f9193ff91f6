package dev.cordon.exchange;

/** Which definitions a place fetches when it asks for newer ones by interval, without a sample that needs them. */
public enum Polled {
    /** Those that are certified, as the guide has it ("Certified definitions interval"). */
    CERTIFIED,
    /** The newest, certified or not. */
    NEWEST
}
