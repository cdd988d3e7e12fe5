package dev.etagere.client.faults;

/** What must not be made twice. */
record Payment(int number, long amount) {}
