package dev.etagere.server.store.mongo;

import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;

/**
 * mongo-java-server in memory, made fit for races: each command runs and its reply is copied under
 * one lock. As it comes, its replies refer to the stored documents and are encoded later, so that a
 * reader can be shown another writer's version, or half of it.
 */
final class CopyingBackend extends MemoryBackend {
  private final Object lock = new Object();

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    synchronized (lock) {
      return super.handleCommand(channel, database, command, query).cloneDeeply();
    }
  }

  @Override
  public Document handleMessage(MongoMessage message) {
    synchronized (lock) {
      return super.handleMessage(message).cloneDeeply();
    }
  }

  @Override
  public QueryResult handleQuery(MongoQuery query) {
    synchronized (lock) {
      QueryResult result = super.handleQuery(query);
      return new QueryResult(
          result.collectDocuments().stream().map(Document::cloneDeeply).toList(),
          result.getCursorId());
    }
  }
}
