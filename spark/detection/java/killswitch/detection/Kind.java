package killswitch.detection;

/** What orders are grouped by. A group's key is the letter, the name, and for parents the number of their part. */
enum Kind {
    ACCOUNT('A', "ACCOUNT"),
    SYMBOL('S', "SYMBOL"),
    STRATEGY('T', "STRATEGY"),
    /** A part of a strategy's parents, as all of them in one group would be written anew with each of them. */
    PARENTS('P', "STRATEGY");

    /** Into how many groups the parents of a strategy are spread. A restore is told to each of them. */
    static final int PARTS = 16;

    private final char letter;
    private final String scope;

    Kind(char letter, String scope) {
        this.letter = letter;
        this.scope = scope;
    }

    static Kind ofKey(String key) {
        for (var kind : values())
            if (kind.letter == key.charAt(0))
                return kind;
        throw new IllegalArgumentException("'" + key + "' is no group's key.");
    }

    /** A symbol may hold a colon, a strategy none. */
    static String nameOfKey(String key) {
        return key.substring(2, ofKey(key) == PARENTS ? key.indexOf(':', 2) : key.length());
    }

    static String parentsKey(String strategy, int part) {
        return PARENTS.key(strategy) + ":" + part;
    }

    static int partOf(String parent) {
        return Math.floorMod(parent.hashCode(), PARTS);
    }

    String key(String name) {
        return letter + ":" + name;
    }

    String scope(String name) {
        return scope + ":" + name;
    }
}
