package io.runstwice.fork;

import io.runstwice.fork.FromFork.Notice;
import io.runstwice.fork.FromFork.Question;
import io.runstwice.run.Attempt;
import io.runstwice.world.World;

/** Answers the questions of a delivery's process, and passes on its notices. */
final class QuestionServer {

    private final DeliveryConnection connection;
    private final Attempt attempt;
    private final World world;

    QuestionServer(DeliveryConnection connection, Attempt attempt, World world) {
        this.connection = connection;
        this.attempt = attempt;
        this.world = world;
    }

    /** Serves a question or a notice; returns false for anything else. */
    boolean serve(FromFork next) {
        if (next instanceof Question question) {
            connection.send(answer(question));
        } else if (next instanceof Notice notice) {
            take(notice);
        } else {
            return false;
        }
        return true;
    }

    private FromTest.Answer answer(Question question) {
        try {
            if (question instanceof FromFork.AskNumber) {
                return new FromTest.AttemptNumber(attempt.number());
            }
            if (question instanceof FromFork.AskRedelivered) {
                return new FromTest.WasRedelivered(attempt.redelivered());
            }
            if (question instanceof FromFork.Ask ask) {
                return new FromTest.ResourceAnswer(world.asked(ask.resource(), connection.worker(), ask.words()));
            }
        } catch (RuntimeException refusal) {
            return new FromTest.Refusal(refusal.toString());
        }
        throw new IllegalStateException("no answer to " + question);
    }

    private void take(Notice notice) {
        if (notice instanceof FromFork.Tell tell) {
            world.asked(tell.resource(), connection.worker(), tell.words());
        } else if (notice instanceof FromFork.TookClock) {
            attempt.clock();
        } else if (notice instanceof FromFork.Position position) {
            connection.fork().isSeenAt(position.where());
        } else if (notice instanceof FromFork.Doubt doubt) {
            connection.doubt(doubt.reason());
        } else if (notice instanceof FromFork.Note note) {
            connection.note(note.fact());
        } else {
            throw new IllegalStateException("no way to take " + notice);
        }
    }
}
