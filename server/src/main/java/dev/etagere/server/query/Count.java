package dev.etagere.server.query;

/**
 * How many resources a list shows.
 *
 * @param number how many were counted
 * @param exact whether these are all; otherwise there may be more
 */
public record Count(long number, boolean exact) {}
