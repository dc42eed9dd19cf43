// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chronocube.web.Caller;
import org.chronocube.web.Refusal;
import org.chronocube.web.Right;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

  private static final int FEW = 10;

  private final MovableClock clock = new MovableClock();
  private final ApiKey.Issued key =
      ApiKey.issue("job", List.of("analyst"), Optional.of(Instant.parse("2030-01-01T00:00:00Z")));
  private Accounts accounts =
      new Accounts(
          Optional.empty(),
          Map.of("looker", Set.of(Right.READ)),
          List.of(
              new User("anna", PasswordHash.of("correct horse".toCharArray(), FEW), roles("admin")),
              new User(
                  "jörg".replace("ö", "oe"),
                  PasswordHash.of("ünïcode:pass".toCharArray(), FEW),
                  List.of("looker"))),
          List.of(key.key()));
  private final Authenticator authenticator =
      new Authenticator(() -> accounts, Set.of(Right.READ), FEW, clock);

  private static List<String> roles(String name) {
    return List.of(name.equals("admin") ? "administrator" : name);
  }

  private Caller basic(String user, String password, String address) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    String header = "Basic " + Base64.getEncoder().encodeToString(pair);
    return authenticator.apply(new Credentials(Optional.of(header), Optional.empty(), address));
  }

  private Caller header(String authorization) {
    return authenticator.apply(
        new Credentials(Optional.of(authorization), Optional.empty(), "10.0.0.1"));
  }

  private static int status(Caller caller) {
    return caller.rejected().map(Refusal::status).orElse(200);
  }

  @Test
  void without_credentials_one_is_anybody() {
    Caller caller =
        authenticator.apply(new Credentials(Optional.empty(), Optional.empty(), "10.0.0.1"));
    assertThat(caller).isEqualTo(Caller.anybody(Set.of(Right.READ)));
    assertThat(caller.refusal(Right.READ)).isEmpty();
    assertThat(caller.refusal(Right.PROCESS).orElseThrow().status()).isEqualTo(401);
  }

  @Test
  void a_password_gives_the_rights_of_the_users_roles() {
    assertThat(basic("anna", "correct horse", "a"))
        .isEqualTo(Caller.named("anna", Set.of(Right.values())));
    // RFC 7617: UTF-8, and a password may have colons.
    Caller reader = basic("joerg", "ünïcode:pass", "a");
    assertThat(reader.rights()).containsExactly(Right.READ);
    assertThat(reader.refusal(Right.PROCESS).orElseThrow().status()).isEqualTo(403);
  }

  @Test
  void wrong_credentials_may_not_even_do_what_anybody_may() {
    for (Caller caller :
        List.of(
            basic("anna", "wrong horse", "a"),
            basic("nobody", "nobody", "b"),
            header("Basic !!!"),
            header("Basic"),
            header("Digest username=anna"),
            header("Bearer ck_00000000_x"),
            header("Bearer x"))) {
      assertThat(status(caller)).isEqualTo(401);
      assertThat(caller.refusal(Right.READ)).isPresent();
      assertThat(caller.rejected().orElseThrow().headers().get("WWW-Authenticate"))
          .contains("Basic realm=", "charset=\"UTF-8\"", "Bearer realm=");
    }
  }

  @Test
  void a_key_counts_in_both_headers_until_it_expires() {
    Caller byBearer = header("bearer " + key.token());
    assertThat(byBearer.name()).contains("key " + key.key().id());
    assertThat(byBearer.rights()).containsExactlyInAnyOrder(Right.READ, Right.PROCESS);
    Credentials apiKey = new Credentials(Optional.empty(), Optional.of(key.token()), "c");
    assertThat(authenticator.apply(apiKey)).isEqualTo(byBearer);
    Credentials both = new Credentials(Optional.of("Basic eDp5"), apiKey.apiKey(), "c");
    assertThat(status(authenticator.apply(both))).isEqualTo(401);
    clock.now = Instant.parse("2030-01-01T00:00:00Z");
    assertThat(status(authenticator.apply(apiKey))).isEqualTo(401);
  }

  @Test
  void failed_logins_are_slowed_down_by_address() {
    for (int i = 0; i < 5; i++) {
      assertThat(status(basic("anna", "guess " + i, "evil"))).isEqualTo(401);
    }
    Caller late = basic("anna", "correct horse", "evil");
    assertThat(status(late)).isEqualTo(429);
    assertThat(late.rejected().orElseThrow().headers()).containsEntry("Retry-After", "1");
    assertThat(status(basic("anna", "correct horse", "elsewhere"))).isEqualTo(200);
    clock.forward(Duration.ofSeconds(1));
    assertThat(status(basic("anna", "guess", "evil"))).isEqualTo(401);
    clock.forward(Duration.ofSeconds(1));
    assertThat(status(basic("joerg", "guess", "evil"))).isEqualTo(429);
    clock.forward(Duration.ofSeconds(1));
    assertThat(status(basic("anna", "correct horse", "evil"))).isEqualTo(200);
  }

  @Test
  void who_has_logged_in_stays_in_while_the_address_is_throttled() {
    assertThat(status(basic("anna", "correct horse", "shared"))).isEqualTo(200);
    for (int i = 0; i < 6; i++) {
      basic("joerg", "guess", "shared");
    }
    assertThat(status(basic("joerg", "ünïcode:pass", "shared"))).isEqualTo(429);
    assertThat(status(basic("anna", "correct horse", "shared"))).isEqualTo(200);
  }

  @Test
  void a_removed_user_and_a_changed_password_count_at_once() {
    assertThat(status(basic("anna", "correct horse", "a"))).isEqualTo(200);
    User changed =
        new User("anna", PasswordHash.of("another horse".toCharArray(), FEW), List.of("reader"));
    accounts = accounts.withUsers(List.of(changed));
    assertThat(status(basic("anna", "correct horse", "a"))).isEqualTo(401);
    assertThat(basic("anna", "another horse", "a").rights()).containsExactly(Right.READ);
    accounts = accounts.withUsers(List.of()).withKeys(List.of());
    assertThat(status(basic("anna", "another horse", "b"))).isEqualTo(401);
    assertThat(status(header("Bearer " + key.token()))).isEqualTo(401);
  }

  @Test
  void nothing_prints_a_secret() {
    Credentials credentials =
        new Credentials(Optional.of("Basic c2VjcmV0"), Optional.of("ck"), "a");
    assertThat(credentials.toString()).isEqualTo("Credentials[a]");
    assertThat(basic("anna", "my secret", "z").toString()).doesNotContain("my secret");
  }

  private static final class MovableClock extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
