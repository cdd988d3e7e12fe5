package dev.etagere.examples.usecases;

/**
 * What a platform tells a function.
 *
 * @param id the same in every delivery of this event
 * @param amount what is to be invoiced
 */
record Event(String id, int amount) {}
