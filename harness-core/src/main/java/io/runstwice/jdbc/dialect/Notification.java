package io.runstwice.jdbc.dialect;

/** A message that a database has delivered to the listeners of a channel. */
public record Notification(String channel, String payload) {}
