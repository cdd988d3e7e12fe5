package dev.etagere.server.http.auth;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.http.Http;
import org.junit.jupiter.api.AutoClose;

class SqliteOwnResourcesTest implements OwnResourcesContract {
  @AutoClose private static final EtagereServer SERVER = OwnResourcesContract.builder().start();

  @Override
  public Http http() {
    return new Http(SERVER.baseUri());
  }
}
