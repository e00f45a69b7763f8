package io.runstwice.tier;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Takes {@code final} from fields of a class file: what a static final field holds cannot be replaced once its class is
 * initialised.
 *
 * <p>Reads no more of the format than leads to the fields (Java Virtual Machine Specification, 4.1, 4.4 and 4.5).
 */
final class FinalFields {

    private static final int FINAL = 0x0010;
    private static final int MAGIC_AND_VERSION = 8;

    private final byte[] bytes;
    private final ByteBuffer in;
    private final int[] texts;

    private FinalFields(byte[] file) {
        bytes = file.clone();
        in = ByteBuffer.wrap(bytes).position(MAGIC_AND_VERSION);
        texts = new int[Short.toUnsignedInt(in.getShort())];
    }

    /** The class file with these fields not final. */
    static byte[] opened(byte[] file, Set<String> names) throws IOException {
        FinalFields fields = new FinalFields(file);
        fields.readConstants();
        fields.skip(3 * Short.BYTES); // its flags, itself, its superclass
        fields.skip(fields.u2() * Short.BYTES); // its interfaces
        fields.open(names);
        return fields.bytes;
    }

    private int u2() {
        return Short.toUnsignedInt(in.getShort());
    }

    private void skip(int count) {
        in.position(in.position() + count);
    }

    private void readConstants() {
        for (int i = 1; i < texts.length; i++) {
            int tag = in.get();
            if (tag == 1) {
                texts[i] = in.position();
                skip(u2());
            } else {
                skip(length(tag));
                i += tag == 5 || tag == 6 ? 1 : 0; // a long or double takes two places
            }
        }
    }

    private static int length(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2; // one index
            case 15 -> 3; // a method handle
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // two indices, or four bytes
            case 5, 6 -> 8;
            default -> throw new IllegalArgumentException("no constant of a class file has the tag " + tag);
        };
    }

    private void open(Set<String> names) throws IOException {
        for (int fields = u2(); fields > 0; fields--) {
            int flags = in.position();
            skip(Short.BYTES);
            if (names.contains(text(u2()))) {
                in.putShort(flags, (short) (in.getShort(flags) & ~FINAL));
            }
            skip(Short.BYTES); // its type
            skipAttributes();
        }
    }

    private void skipAttributes() {
        for (int attributes = u2(); attributes > 0; attributes--) {
            skip(Short.BYTES);
            skip(in.getInt());
        }
    }

    private String text(int constant) throws IOException {
        int at = texts[constant];
        return new DataInputStream(new ByteArrayInputStream(bytes, at, bytes.length - at)).readUTF();
    }
}
