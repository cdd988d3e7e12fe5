package dev.etagere.server.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketWriteException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcernResult;
import com.mongodb.WriteError;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ConnectionDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandStartedEvent;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreFullException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

final class FailureMappingTest {
  private static final ServerAddress ADDRESS = new ServerAddress("db.example", 27017);
  private static final ConnectionDescription CONNECTION =
      new ConnectionDescription(new ServerId(new ClusterId(), ADDRESS));

  private final SentWrites listener = new SentWrites();

  @Test
  void write_neverSent_isUnavailable() {
    for (RuntimeException e :
        List.of(
            new MongoTimeoutException("no server"),
            new MongoOperationTimeoutException("no server in time"),
            new MongoSocketOpenException("refused", ADDRESS, new ConnectException()),
            new MongoInterruptedException("interrupted", new InterruptedException()),
            login())) {
      assertThat(write(e)).as("%s", e.getClass()).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void write_sentAndUnanswered_isUnknown() {
    for (RuntimeException e :
        List.of(
            cut(),
            new MongoSocketWriteException("broken pipe", ADDRESS, new IOException()),
            new MongoOperationTimeoutException("no answer in time"),
            command(50, "MaxTimeMSExpired"),
            command(91, "ShutdownInProgress"),
            command(11602, "InterruptedDueToReplStateChange"),
            command(4242, "unheard of"))) {
      assertThat(write(e, e)).as("%s", e).isInstanceOf(UnknownOutcomeException.class);
    }
  }

  @Test
  void write_notConfirmedByAMajority_isUnknown() {
    MongoWriteConcernException e =
        new MongoWriteConcernException(
            new WriteConcernError(64, "WriteConcernTimeout", "waited", new BsonDocument()),
            WriteConcernResult.acknowledged(1, true, null),
            ADDRESS,
            List.of());

    assertThat(write(e)).isInstanceOf(UnknownOutcomeException.class);
  }

  @Test
  void write_refusedByWhatIsNoPrimary_isUnavailable() {
    MongoNotPrimaryException e =
        new MongoNotPrimaryException(reply(10107, "NotWritablePrimary"), ADDRESS);

    assertThat(write(e, e)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void write_cutOffBeforeItsFirstWrite_isUnavailable() {
    BsonDocument reply =
        reply(11602, "InterruptedDueToReplStateChange")
            .append("errorLabels", new BsonArray(List.of(new BsonString("NoWritesPerformed"))));
    MongoCommandException e = new MongoCommandException(reply, ADDRESS);

    assertThat(write(e, e)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void write_cutAndThenRetriedOnWhatIsNoPrimary_isUnknown() {
    MongoNotPrimaryException e =
        new MongoNotPrimaryException(reply(10107, "NotWritablePrimary"), ADDRESS);

    assertThat(write(e, cut(), e)).isInstanceOf(UnknownOutcomeException.class);
    assertThat(write(new MongoTimeoutException("no server"), cut()))
        .isInstanceOf(UnknownOutcomeException.class);
  }

  @Test
  void write_refusedForLackOfRights_failedForSure() {
    MongoCommandException e = command(13, "Unauthorized");

    assertThat(write(e, e)).isExactlyInstanceOf(StoreException.class);
  }

  @Test
  void write_withoutRoom_isFull() {
    for (int code : List.of(14031, 10334, 17419)) {
      assertThat(write(command(code, "full"), command(code, "full")))
          .isInstanceOf(StoreFullException.class);
      assertThat(write(writeError(code))).isInstanceOf(StoreFullException.class);
    }
  }

  @Test
  void write_withAWriteError_failedForSureUnlessAnEarlierTryWasCut() {
    assertThat(write(writeError(121))).isExactlyInstanceOf(StoreException.class);
    assertThat(write(writeError(121), cut(), cut())).isInstanceOf(UnknownOutcomeException.class);
  }

  @Test
  void read_inTrouble_isUnavailable() {
    for (RuntimeException e :
        List.of(
            cut(),
            new MongoTimeoutException("no server"),
            command(11600, "InterruptedAtShutdown"),
            command(10107, "NotWritablePrimary"),
            login())) {
      assertThat(FailureMapping.ofRead("Find", e)).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void read_refusedForGood_isAStoreException() {
    assertThat(FailureMapping.ofRead("Find", command(13, "Unauthorized")))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("13");
    assertThat(FailureMapping.ofRead("Find", new MongoClientException("?")))
        .isExactlyInstanceOf(StoreException.class);
  }

  @Test
  void failure_ofALogin_keepsTheUserOut() {
    StoreException e = write(login());

    assertThat(e).hasNoCause();
    assertThat(e.getMessage()).doesNotContain("alice").doesNotContain("s3cret");
  }

  /** What is said of a write that ended so, after tries that were sent and failed so. */
  private StoreException write(RuntimeException end, RuntimeException... tries) {
    try (SentWrites.Watch watch = SentWrites.watch()) {
      for (RuntimeException each : tries) {
        listener.commandStarted(
            new CommandStartedEvent(null, 1, 1, CONNECTION, "db", "update", new BsonDocument()));
        listener.commandFailed(
            new CommandFailedEvent(null, 1, 1, CONNECTION, "db", "update", 1, each));
      }
      return FailureMapping.ofWrite("Compare-and-set", end, watch);
    }
  }

  private static MongoSocketReadException cut() {
    return new MongoSocketReadException("stream ended", ADDRESS);
  }

  private static MongoSecurityException login() {
    return new MongoSecurityException(
        MongoCredential.createCredential("alice", "admin", "s3cret".toCharArray()),
        "Exception authenticating alice");
  }

  private static MongoWriteException writeError(int code) {
    return new MongoWriteException(
        new WriteError(code, "refused", new BsonDocument()), ADDRESS, List.of());
  }

  private static MongoCommandException command(int code, String name) {
    return new MongoCommandException(reply(code, name), ADDRESS);
  }

  private static BsonDocument reply(int code, String name) {
    return new BsonDocument("ok", new BsonInt32(0))
        .append("code", new BsonInt32(code))
        .append("codeName", new BsonString(name))
        .append("errmsg", new BsonString("no"));
  }
}
