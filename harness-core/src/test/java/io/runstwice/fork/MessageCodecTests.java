package io.runstwice.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message crosses as it is, and what is no message is refused. */
class MessageCodecTests {

    private final FromTestCodec fromTest = new FromTestCodec();
    private final FromForkCodec fromFork = new FromForkCodec();

    static List<FromTest> fromTest() {
        return Samples.fromTest();
    }

    static List<FromFork> fromFork() {
        return Samples.fromFork();
    }

    @ParameterizedTest
    @MethodSource("fromTest")
    void messageOfTest_crossesAsItIs(FromTest message) throws Exception {
        assertThat(fromTest.decode(fromTest.encode(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("fromFork")
    void messageOfFork_crossesAsItIs(FromFork message) throws Exception {
        assertThat(fromFork.decode(fromFork.encode(message))).isEqualTo(message);
    }

    /** The records beneath a sealed interface. */
    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageCodecTests::records)
                : Stream.of(type);
    }

    @Test
    void recordWithoutSample_isNamed() {
        List<Class<?>> sampled = Stream.concat(Samples.fromTest().stream(), Samples.fromFork().stream())
                .<Class<?>>map(Object::getClass)
                .distinct()
                .toList();

        assertThat(sampled)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(records(FromTest.class), records(FromFork.class))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("fromFork")
    void messageCutShort_isRefused(FromFork message) {
        byte[] whole = fromFork.encode(message);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> fromFork.decode(cut)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("fromTest")
    void messageWithMoreBehindIt_isRefused(FromTest message) {
        byte[] whole = fromTest.encode(message);

        assertThatThrownBy(() -> fromTest.decode(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("followed by 1 bytes");
    }

    @Test
    void unknownTag_isRefused() {
        assertThatThrownBy(() -> fromFork.decode(new byte[] {(byte) 200}))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("no message FromFork has the tag 200");
    }

    @Test
    void truncatedText_isNamed() {
        byte[] whole = fromFork.encode(new FromFork.Doubt("why"));

        assertThatThrownBy(() -> fromFork.decode(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("DOUBT is truncated");
    }

    @Test
    void lossThatDoesNotExist_isRefused() {
        PartWriter out = new PartWriter();
        out.tag(FromTestCodec.Tag.LOSING.ordinal());
        out.text("EVERYTHING");

        assertThatThrownBy(() -> fromTest.decode(out.bytes()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("LOSING cannot be read");
    }

    @Test
    void failureWithoutThrowable_isRefused() {
        PartWriter out = new PartWriter();
        out.tag(FromForkCodec.Tag.THREW.ordinal());
        out.flag(false);
        out.number(0);

        assertThatThrownBy(() -> fromFork.decode(out.bytes()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("a failure without a throwable");
    }
}
