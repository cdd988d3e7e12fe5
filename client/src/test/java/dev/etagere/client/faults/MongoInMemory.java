package dev.etagere.client.faults;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;

/**
 * mongo-java-server in memory: in this process, or as a program that says its connection string and
 * runs until its input ends. As in the server's tests, each command and the copy of its reply are
 * one step: the replies as they come refer to stored documents that may have changed when they are
 * encoded.
 */
final class MongoInMemory extends MemoryBackend {
  private final Object lock = new Object();

  private MongoInMemory() {}

  static MongoServer server() {
    return new MongoServer(new MongoInMemory());
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println(server().bindAndGetConnectionString());
    while (System.in.read() >= 0) {
      System.out.flush();
    }
    // Its threads are no daemons.
    System.exit(0);
  }

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
