package io.blackroad.decision;

/**
 * Room for a list in one record. Whoever writes a list down asks for each thing in it, and leaves what does not fit for
 * another record. A bound by number alone does not hold: ids may be long, a record that is too large cannot be written,
 * and a stage that cannot write what it has decided decides the same again after each start.
 */
public final class RecordRoom {
    /**
     * 768 KiB. Kafka's default {@code max.message.bytes} is 1,048,588 and the default {@code max.request.size} of its
     * producer 1,048,576, counted before compression; nothing of ours sets another. A quarter of that is left for the rest
     * of the record, its key and its headers.
     */
    public static final int BYTES = 768 * 1_024;

    /** The most that Avro's binary encoding takes for the length of a text. */
    private static final int LENGTH_BYTES = 5;

    /** The most that it takes for a number, or for where a list begins and ends. */
    private static final int NUMBER_BYTES = 10;

    private long left = BYTES;

    /**
     * Takes room for some texts that belong together.
     *
     * @param others numbers and lists that are written with them
     * @return false when they do not fit; nothing is taken then
     */
    public boolean take(int others, String... texts) {
        long needed = (long) others * NUMBER_BYTES;
        for (String text : texts) {
            needed += LENGTH_BYTES + bytes(text);
        }
        if (needed > left) {
            return false;
        }
        left -= needed;
        return true;
    }

    /** How long a text is as UTF-8. */
    public static long bytes(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                // Two halves of a character make four bytes together.
                bytes += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
            }
        }
        return bytes;
    }
}
