package dev.cordon.client;

/** What a client does by itself with the files it holds when definitions or an answer have arrived. */
public enum AutomaticOperation {
    /** Repairs what can be repaired and gives it back; gives back what was found clean. */
    REPAIR_AND_RESTORE("repair-and-restore"),
    /** Finds out what could be repaired and leaves every file where it is. */
    NOTHING("nothing");

    private final String token;

    AutomaticOperation(String token) {
        this.token = token;
    }

    /** Returns the word for settings, in lower case. */
    public String token() {
        return token;
    }
}
