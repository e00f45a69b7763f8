package io.runstwice.schedule;

import io.runstwice.world.Loss;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The text form of a fault: a few fixed words, and for most of them a point. A new kind of fault adds its line here.
 */
final class FaultText {

    static final String ACKNOWLEDGEMENT_LOST = new Fault.AcknowledgementLost().toString();

    private static final List<Form> FORMS = List.of(
            new Form("crash after", point -> new Fault.Crash(true, point)),
            new Form("crash before", point -> new Fault.Crash(false, point)),
            new Form("lost request of", point -> new Fault.Lost(Loss.REQUEST, point)),
            new Form("lost reply of", point -> new Fault.Lost(Loss.REPLY, point)),
            new Form("silent reply of", point -> new Fault.Lost(Loss.REPLY_IN_SILENCE, point)),
            new Form("late reply of", point -> new Fault.Lost(Loss.REPLY_LATE, point)),
            new Form("piecemeal reply of", point -> new Fault.Lost(Loss.REPLY_IN_PIECES, point)),
            new Form("pause before", point -> new Fault.Pause(false, point)),
            new Form("pause in flight of", point -> new Fault.Pause(true, point)),
            new Form("time-out of", Fault.Expired::new),
            new Form("shutdown before", Fault.Shutdown::new));

    private FaultText() {}

    /** The words of a fault that hits a point. */
    record Form(String words, Function<Point, Fault> fault) {}

    /** The form that these words begin with. */
    static Optional<Form> formOf(String words) {
        return FORMS.stream()
                .filter(form -> words.equals(form.words) || words.startsWith(form.words + " "))
                .findFirst();
    }

    /** All forms, for those who wrote none of them. */
    static String forms() {
        return FORMS.stream()
                .map(form -> "\"" + form.words + " <point>\"")
                .collect(Collectors.joining(
                        ", ",
                        "",
                        ", \"" + ACKNOWLEDGEMENT_LOST + "\", \"partition of <resource>, <resource> from <point>\""));
    }

    static String print(Fault fault) {
        if (fault instanceof Fault.Crash crash) {
            return new Fault.Crash(crash.after(), written(crash.point())).toString();
        } else if (fault instanceof Fault.Lost lost) {
            return new Fault.Lost(lost.loss(), written(lost.point())).toString();
        } else if (fault instanceof Fault.Pause pause) {
            return new Fault.Pause(pause.inFlight(), written(pause.point())).toString();
        } else if (fault instanceof Fault.Expired expired) {
            return new Fault.Expired(written(expired.point())).toString();
        } else if (fault instanceof Fault.Shutdown shutdown) {
            return new Fault.Shutdown(written(shutdown.point())).toString();
        }
        return fault instanceof Fault.Partition partition ? written(partition).toString() : fault.toString();
    }

    private static Fault.Partition written(Fault.Partition partition) {
        List<String> resources = partition.resources().stream()
                .map(FaultText::resource)
                .map(name -> name.replace(",", "%2C"))
                .toList();
        Point from = partition.from();
        return new Fault.Partition(resources, partition.repliesOnly(), from == null ? null : written(from));
    }

    private static String resource(String name) {
        return NameText.print(name).replace(" ", "%20");
    }

    private static Point written(Point point) {
        return new Point(resource(point.resource()), NameText.print(point.label()), point.occurrence());
    }
}
