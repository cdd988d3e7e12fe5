package dev.etagere.server.http.grizzly.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
  private static PeerNetwork network(String address) {
    return PeerNetwork.of(new InetSocketAddress(InetAddresses.forString(address), 1));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1, 10.0.0.2, false",
    "2001:db8::1, 2001:db8::ffff:1, true",
    "2001:db8::1, 2001:db8:0:1::1, false"
  })
  void network_ofTwoAddresses_isOneForOneCustomer(String one, String other, boolean same) {
    assertThat(network(one).equals(network(other))).isEqualTo(same);
  }

  @Test
  void place_ofOneThatLeft_isFreeAgain() {
    Places places = new Places(2, 1);
    assertThat(places.take(new PeerNetwork("a"))).isTrue();
    assertThat(places.take(new PeerNetwork("a"))).isFalse();
    assertThat(places.take(new PeerNetwork("b"))).isTrue();
    assertThat(places.take(new PeerNetwork("c"))).isFalse();
    places.leave(new PeerNetwork("a"));
    assertThat(places.take(new PeerNetwork("a"))).isTrue();
    assertThat(places.taken()).isEqualTo(2);
  }
}
