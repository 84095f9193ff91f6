package dev.cordon.cli;

/** What the generated pages have in common. */
final class Pages {
    /** The command that brings the pages up to date. */
    static final String COMMAND = "mvn -pl examples/cli -am test -Dtest=PagesTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Dcordon.write-pages=true";

    static final String WRITTEN = """
            <!-- Written by the code; a test fails when it is not current. To bring it up to date:
            %s -->""".formatted(COMMAND);

    private Pages() {}

    /** Returns a clause as a sentence. */
    static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }
}
