package io.runstwice.examples.i16unlockedmail;

/** Sends mails. A receiver that takes keys drops what it has; others send what they are given, each time. */
interface Mailer {
    void send(String key, String address);
}
