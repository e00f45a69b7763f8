package io.runstwice.fork;

/** Writes and reads {@link Failure}s. */
final class FailureCodec {

    private FailureCodec() {}

    static void write(Failure failure, PartWriter out) {
        out.number(failure.chain().size());
        failure.chain().forEach(link -> write(link, out));
    }

    private static void write(Failure.Link link, PartWriter out) {
        out.text(link.type());
        out.constant(link.kind());
        out.optional(link.message());
        out.text(link.text());
        out.optional(link.sqlState());
        out.number(link.frames().size());
        link.frames().forEach(frame -> write(frame, out));
    }

    private static void write(Failure.Frame frame, PartWriter out) {
        out.text(frame.type());
        out.text(frame.method());
        out.optional(frame.file());
        out.number(frame.line());
    }

    static Failure failure(PartReader in) {
        return new Failure(in.all(() -> link(in)));
    }

    private static Failure.Link link(PartReader in) {
        return new Failure.Link(
                in.text(),
                in.constant(Failure.Kind.class),
                in.optional(),
                in.text(),
                in.optional(),
                in.all(() -> frame(in)));
    }

    private static Failure.Frame frame(PartReader in) {
        return new Failure.Frame(in.text(), in.text(), in.optional(), in.number());
    }
}
