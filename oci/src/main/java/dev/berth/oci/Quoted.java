package dev.berth.oci;

/** Foreign text made fit for a message: shortened, and without control characters. */
public final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    /** This text, at most 120 characters of it, with everything unprintable replaced by a question mark. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || Character.isSurrogate(c) || c == '"' ? '?' : c);
        }
        return text.length() > LONGEST ? out.append('…').toString() : out.toString();
    }
}
