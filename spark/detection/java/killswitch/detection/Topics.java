package killswitch.detection;

/** The topics that the detection writes. */
final class Topics {
    static final String COMMANDS = "killswitch.commands.v1";
    static final String SIGNALS = "risk_signals.v1";

    private Topics() { }
}
