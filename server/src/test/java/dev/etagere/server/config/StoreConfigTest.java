package dev.etagere.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfigTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "mongodb://h mongodb://h",
        "mongodb://user:s3cret@h:27017/db mongodb://h:27017",
        "mongodb+srv://user:s3cret@h.example/?w=majority mongodb+srv://h.example",
        "mongodb://h1,h2:27018/?proxyPassword=s3cret mongodb://h1,h2:27018",
        "mongodb://[::1]:27017/db mongodb://[::1]:27017",
      })
  void shownUri_wellFormed_showsSchemeAndHosts(String uri, String shown) {
    assertThat(new StoreConfig.Mongo(uri, "d").shownUri()).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://user:s3cret@s3cret@h/db",
        "mongodb://user:s3cret/s3cret@h/db",
        "mongodb://user:s3cret?s3cret@h",
        "mongodb://s3cret:s3cret@h/?authMechanismProperties=AWS_SESSION_TOKEN:s3cret@s3cret",
        "mongodb://user:s3cret s3cret",
        "mongodb://user:s3cret\ns3cret@h",
        "s3cret",
      })
  void shownUri_unescapedSecrets_showsNone(String uri) {
    var mongo = new StoreConfig.Mongo(uri, "d");

    assertThat(mongo.shownUri()).startsWith("mongodb://").doesNotContain("s3cret");
    assertThat(mongo.toString()).contains("database=d").doesNotContain("s3cret");
    assertThat(ServerConfig.DEFAULT.withStore(mongo).toString()).doesNotContain("s3cret");
  }
}
