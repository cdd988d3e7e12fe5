package dev.etagere.server.tool.feed;

/**
 * What an import came to.
 *
 * @param created documents that were created
 * @param unchanged lines whose document was there already, by an earlier import or otherwise
 * @param refused lines that the server does not take
 */
public record ImportSummary(long created, long unchanged, long refused) {}
