/**
 * A shop as it is written today: Spring Boot, Spring Data JPA with the ids that JPA gives by default (a sequence, fifty
 * at a time), Flyway, HikariCP, and Stripe's own client as a singleton bean. Each job stands beside the same one in
 * plain JDBC, and its verdict has to be the same.
 */
@NullMarked
package io.runstwice.examples.springboot;

import org.jspecify.annotations.NullMarked;
