package io.runstwice.incident;

import io.runstwice.incident.Happening.Ends;
import io.runstwice.incident.Happening.Logged;
import io.runstwice.world.Misuse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A person's account of an incident: the deliveries with their times, the events that struck the workers, and the state
 * that the customer saw. A value; the format is described in {@code docs/incident-format.md}.
 *
 * <p>It is no schedule. Which schedules fit is known when the job is run: see
 * {@link io.runstwice.RunsTwice#reproduce(Path)}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class IncidentReport {

    /** The repair, as the header states it; it decides which assertion is made. */
    public enum Fixed {
        /** Nothing yet: it has just been written. A test of it is red, and shows whether the incident is understood. */
        NOT_SAID,
        /** The reported state still comes about, and that is asserted. */
        NO,
        /** It does not any more: under every schedule that fits, the job is safe. */
        YES
    }

    private final String name;
    private final Page page;
    private final IncidentTimeline timeline;
    private final List<Observed> seen;

    private IncidentReport(String name, Page page, IncidentTimeline timeline, List<Observed> seen) {
        this.name = name;
        this.page = page;
        this.timeline = timeline;
        this.seen = List.copyOf(seen);
    }

    /**
     * Reads a report from its text.
     *
     * @param name how messages call it
     * @throws IncidentSyntaxException if it is none; the message names every line that cannot be understood, and the
     *     forms that would be
     */
    public static IncidentReport parse(String name, String text) {
        Complaints complaints = new Complaints();
        Page page = Page.of(text, complaints);
        IncidentTimeline timeline =
                IncidentTimeline.of(read(page, Section.HAPPENED, HappeningForms.ALL, complaints), complaints);
        List<Observed> seen = read(page, Section.SEEN, ObservedForms.ALL, complaints);
        complaints.raise(name);
        return new IncidentReport(name, page, timeline, seen);
    }

    /**
     * Reads a report from a file, in UTF-8.
     *
     * @throws Misuse if it cannot be read
     * @throws IncidentSyntaxException if it is none
     */
    public static IncidentReport read(Path file) {
        try {
            return parse(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new Misuse(
                    "the incident report " + file + " cannot be read (looked for " + file.toAbsolutePath() + "): "
                            + unreadable + ". Write one as docs/incident-format.md has it",
                    unreadable);
        }
    }

    private static <T> List<T> read(Page page, Section section, List<Form<T>> forms, Complaints complaints) {
        List<T> read = new ArrayList<>();
        for (Bullet bullet : page.bullets(section)) {
            Optional<T> meaning = Form.read(forms, bullet);
            meaning.ifPresentOrElse(
                    read::add, () -> complaints.notUnderstood(bullet, section.heading(), Form.shown(forms)));
        }
        return read;
    }

    /** How messages call it: its file, as it was asked for. */
    public String name() {
        return name;
    }

    /** Its first heading, or an empty text. */
    public String title() {
        return page.title();
    }

    /** The job that it names, or an empty text. Said in reports, and compared with nothing. */
    public String job() {
        return page.job();
    }

    /** The repair, as the header states it. */
    public Fixed fixed() {
        return switch (page.fixed()) {
            case "yes" -> Fixed.YES;
            case "no" -> Fixed.NO;
            default -> Fixed.NOT_SAID;
        };
    }

    /** The observations of the customer, each as it is compared. */
    public List<String> seen() {
        return seen.stream().map(Observed::toString).toList();
    }

    List<Happening> acts() {
        return timeline.acts();
    }

    List<Logged> log() {
        return timeline.log();
    }

    List<Ends> endings() {
        return timeline.endings();
    }

    List<Observed> observed() {
        return seen;
    }

    @Override
    public String toString() {
        return title().isEmpty() ? name : name + " (" + title() + ")";
    }
}
