package dev.cordon.simulation;

/** One run of a process, from its start to its end. */
final class Life {
    private final String host;
    private boolean over;

    Life(String host) {
        this.host = host;
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** Ends whoever goes on in a process that has died. */
    void check() {
        if (over) {
            throw new ProcessDied(this);
        }
    }

    @Override
    public String toString() {
        return "a life of " + host;
    }
}
