package killswitch.detection;

import java.util.Locale;
import java.util.regex.Pattern;

/** The one form of a symbol that orders and scopes have; the router's SymbolName says why. */
final class Symbols {
    static final int MAX_LENGTH = 64;

    private static final String MARKS = "._-/@+=^#*$&:!%~ ";

    /** Behind a capital, what the consolidated tape writes small: p (preferred), r (rights), w (when issued). */
    private static final Pattern TAPE_SUFFIX = Pattern.compile("(?<=[A-Zpr])[prw]");
    private static final Pattern SMALL = Pattern.compile("[a-z]");
    private static final Pattern BLANKS = Pattern.compile(" +");

    /** As the OCC pads it; it stands without. */
    private static final Pattern PADDED_OPTION = Pattern.compile("([A-Z0-9]{1,6}) ([0-9]{6}[CP][0-9]{8})");

    private Symbols() { }

    static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.startsWith(" ") || text.endsWith(" "))
            return false;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || MARKS.indexOf(c) >= 0))
                return false;
        }
        return true;
    }

    static String normalised(String text) {
        if (isPlain(text))
            return text;
        var spaced = BLANKS.matcher(text).replaceAll(" ");
        var keepsItsCase = !SMALL.matcher(TAPE_SUFFIX.matcher(spaced).replaceAll("")).find();
        var cased = keepsItsCase ? spaced : spaced.toUpperCase(Locale.ROOT);
        var option = PADDED_OPTION.matcher(cased);
        return option.matches() ? option.group(1) + option.group(2) : cased;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 'a' && c <= 'z' || c == ' ')
                return false;
        }
        return true;
    }
}
