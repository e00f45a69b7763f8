package io.runstwice.jdbc.dialect;

/** A message that a database has delivered to those who listen to a channel. */
public record Notification(String channel, String payload) {}
