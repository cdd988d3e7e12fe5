package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.etagere.server.http.grizzly.head.HeadLimits;
import dev.etagere.server.http.log.LogThread;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

class GrizzlyServerTest {
  @Test
  void start_portInUse_namesAddressAndRemedy() {
    try (RunningServer running = new RunningServer();
        LogThread log = LogThread.start()) {
      GrizzlySettings same = GrizzlySettings.of("localhost", running.server().port());
      assertThatIOException()
          .isThrownBy(() -> GrizzlyServer.start(same, new ResourceConfig(), log))
          .withMessageContaining("localhost port " + running.server().port())
          .withMessageContaining("free port");
    }
  }

  @Test
  void port_zero_isAFreeOne() {
    try (RunningServer running = new RunningServer()) {
      assertThat(running.server().port()).isPositive();
    }
  }

  @Test
  void settings_impossible_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> GrizzlySettings.of("h", 65536));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GrizzlySettings.of("h", 0).withWorkerThreads(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new HeadLimits(100, 10, 100));
  }

  @Test
  void headLimits_given_areKept() throws Exception {
    GrizzlySettings small = RunningServer.SETTINGS.withHeadLimits(new HeadLimits(200, 2, 50));
    try (RunningServer running = new RunningServer(small);
        RawConnection connection = running.connect()) {
      assertThat(connection.request("GET", "/" + "a".repeat(50)).read().status()).isEqualTo(414);
    }
  }
}
