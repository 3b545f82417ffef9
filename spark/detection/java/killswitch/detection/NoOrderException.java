package killswitch.detection;

/** The bytes are no order. Thrown for every one of a flood of them, so it takes no picture of the stack. */
final class NoOrderException extends Exception {
    private static final long serialVersionUID = 1;

    final Refusal refusal;

    NoOrderException(Refusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }
}
