package killswitch.detection;

/** The topics that the detection writes, and what it reads beside its micro-batches. */
final class Topics {
    static final String COMMANDS = "killswitch.commands.v1";
    static final String SIGNALS = "risk_signals.v1";

    static final String PRICES = "prices.v1";

    private Topics() { }
}
