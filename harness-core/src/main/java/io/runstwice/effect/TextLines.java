package io.runstwice.effect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that people can read: UTF-8 without control characters, not too long to be told line by line.
 *
 * @param lines without the line feeds; a carriage return stays
 * @param end how it ends
 */
record TextLines(List<String> lines, String end) {

    static final int MOST_BYTES = 64 * 1024;
    static final int MOST_LINES = 1_000;

    /** The lines, or null if the file is binary or too large. */
    static @Nullable TextLines of(byte[] content) {
        String text = content.length > MOST_BYTES ? null : decoded(content);
        if (text == null || !text.chars().allMatch(TextLines::isReadable)) {
            return null;
        } else if (text.isEmpty()) {
            return new TextLines(List.of(), "empty");
        }
        boolean complete = text.endsWith("\n");
        String whole = complete ? text.substring(0, text.length() - 1) : text;
        List<String> lines = Arrays.asList(whole.split("\n", -1));
        return lines.size() > MOST_LINES ? null : new TextLines(lines, complete ? "after a line" : "within a line");
    }

    private static @Nullable String decoded(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private static boolean isReadable(int character) {
        return character >= ' ' && character != 0x7f || character == '\n' || character == '\r' || character == '\t';
    }
}
