package io.runstwice.examples.spool;

import java.util.Optional;

/** A queue whose messages have keys. */
interface MessageQueue {

    /** A message that no worker has taken, for as long as the worker lives. */
    Optional<Message> take();

    /** The message is done with. */
    void done(Message message);

    /** Adds a message, unless there is one with this key. */
    void add(String key, String text);

    /** Adds a message under the next number. */
    void add(String text);

    /** One message. */
    record Message(String key, String text) {}
}
