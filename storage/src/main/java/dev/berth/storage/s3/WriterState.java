package dev.berth.storage.s3;

import java.util.BitSet;
import java.util.Optional;

/** What a mark tells about the bytes that it covers; as text it is the mark's state. */
sealed interface WriterState {

    /** Nothing is kept. */
    record Nothing() implements WriterState {
        @Override
        public String toString() {
            return "";
        }
    }

    /** All bytes are the object at the mark's location. */
    record Whole() implements WriterState {
        @Override
        public String toString() {
            return "object";
        }
    }

    /**
     * The bytes are parts of a multipart upload at the mark's location, and a tail behind them.
     *
     * @param uploadId the upload
     * @param numbers the numbers of its parts; others that it may have are not among the bytes
     * @param partBytes how many bytes the parts have together; tells whether they are all there still
     * @param tail the name of the tail, empty when nothing is behind the parts
     */
    record Parts(String uploadId, BitSet numbers, long partBytes, Optional<String> tail) implements WriterState {
        public Parts {
            if (uploadId.isBlank() || uploadId.contains(" ") || numbers.isEmpty() || partBytes <= 0) {
                throw new IllegalArgumentException("no state of an upload");
            }
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("parts ").append(uploadId).append(' ');
            for (int from = numbers.nextSetBit(0); from >= 0; ) {
                int to = numbers.nextClearBit(from);
                text.append(from).append('-').append(to - 1);
                from = numbers.nextSetBit(to);
                text.append(from < 0 ? ' ' : ',');
            }
            text.append(partBytes);
            tail.ifPresent(it -> text.append(' ').append(it));
            return text.toString();
        }
    }

    /**
     * Reads what a store wrote into a mark.
     *
     * @throws IllegalArgumentException for anything else
     */
    static WriterState parse(String text) {
        if (text.isEmpty()) {
            return new Nothing();
        }
        String[] words = text.split(" ", -1);
        if (text.equals("object")) {
            return new Whole();
        }
        if (!words[0].equals("parts") || words.length < 4 || words.length > 5) {
            throw new IllegalArgumentException("no state of an upload: " + text);
        }
        BitSet numbers = new BitSet();
        for (String range : words[2].split(",", -1)) {
            String[] ends = range.split("-", -1);
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (ends.length != 2 || first < 1 || first > last || last > PartSizes.MOST_PARTS) {
                throw new IllegalArgumentException("no parts: " + range);
            }
            numbers.set(first, last + 1);
        }
        return new Parts(
                words[1],
                numbers,
                Long.parseLong(words[3]),
                words.length == 5 ? Optional.of(words[4]) : Optional.empty());
    }
}
