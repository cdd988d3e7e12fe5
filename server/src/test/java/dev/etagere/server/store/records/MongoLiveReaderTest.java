package dev.etagere.server.store.records;

import dev.etagere.server.store.mongo.MongoLiveReader;
import dev.etagere.server.store.mongo.MongoTestServer;
import dev.etagere.server.store.records.RecordsContract.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MongoLiveReaderTest implements LiveReaderContract {
  private static MongoTestServer server;

  @BeforeAll
  static void start() {
    server = MongoTestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public Place newPlace() {
    return Places.Database.on(server);
  }

  @Override
  public LiveReader reader(Place place) {
    Places.Database database = (Places.Database) place;
    return MongoLiveReader.open(database.uri(), database.name());
  }
}
