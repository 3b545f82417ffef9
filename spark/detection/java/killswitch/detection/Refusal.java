package killswitch.detection;

/** Why a record is no order: the codes of docs/refusals.md. */
enum Refusal {
    NOT_JSON(100), FIELD_MISSING(101), FIELD_INVALID(102), TOO_LARGE(103), EMPTY(104), FIELD_DUPLICATE(105);

    final int code;

    Refusal(int code) {
        this.code = code;
    }
}
