package dev.cordon.simulation;

/** Ends what a process is doing when it dies. Nothing that is simulated catches it. */
final class ProcessDied extends Error {
    private static final long serialVersionUID = 1;

    private final transient Life life;

    ProcessDied(Life life) {
        super("a process died", null, false, false);
        this.life = life;
    }

    Life life() {
        return life;
    }
}
