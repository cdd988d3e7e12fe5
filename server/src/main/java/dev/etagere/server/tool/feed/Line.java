package dev.etagere.server.tool.feed;

import dev.etagere.server.resource.Content;

/**
 * A line of a file.
 *
 * @param number 1 for the first
 * @param text without the line break
 */
record Line(long number, Content text) {}
