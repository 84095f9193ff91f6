package dev.cordon.cli.demo;

/**
 * How one file ended.
 *
 * @param sample the client's id of the sample
 * @param file the file as the user knows it
 * @param path where the file was in the demo, and is again if it was restored
 * @param status the status at the server
 * @param state the final analysis state; empty where no analysis was needed
 * @param virus the name of what was found; empty where nothing was
 * @param sequence the definitions that the client was given for it; empty where it needed none
 * @param restored whether the file is back in its place
 * @param sha256 the digest of the file that is back, or else of what is held
 * @param end the same for people
 */
record Outcome(
        String sample,
        String file,
        String path,
        String status,
        String state,
        String virus,
        String sequence,
        boolean restored,
        String sha256,
        String end) {}
