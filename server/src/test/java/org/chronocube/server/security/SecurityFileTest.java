// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.web.Right;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityFileTest {

  @TempDir Path dataDir;
  private SecurityFile file;
  private AccountManager manager;

  @BeforeEach
  void prepare() {
    file = new SecurityFile(dataDir);
    manager = new AccountManager(dataDir, 10);
  }

  private void write(String text, String permissions) throws IOException {
    Files.createDirectories(file.path().getParent());
    Files.writeString(file.path(), text);
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(permissions));
  }

  @Test
  void accounts_come_back_as_they_were_written() {
    Optional<Instant> end = Optional.of(Instant.parse("2030-01-01T00:00:00Z"));
    manager.putUser("anna", "correct horse".toCharArray(), List.of("administrator"), false);
    String token = manager.createKey("nightly: job", List.of("analyst"), end);
    manager.createKey("12345678", List.of("reader"), Optional.empty());

    Accounts read = file.read();
    assertThat(read.user("anna").orElseThrow().password().matches("correct horse".toCharArray()))
        .isTrue();
    assertThat(read.keys()).extracting(ApiKey::label).containsExactly("nightly: job", "12345678");
    ApiKey key = read.key(ApiKey.idOf(token).orElseThrow()).orElseThrow();
    assertThat(key.matches(token, Instant.parse("2029-01-01T00:00:00Z"))).isTrue();
    assertThat(key.expires()).isEqualTo(end);
  }

  @Test
  void the_file_holds_no_secret_and_is_for_its_owner_only() throws IOException {
    manager.putUser("anna", "correct horse".toCharArray(), List.of("reader"), false);
    String token = manager.createKey("job", List.of("reader"), Optional.empty());

    assertThat(file.path()).content().doesNotContain("correct horse").doesNotContain(token);
    assertThat(file.path()).content().doesNotContain(token.substring(12));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.path().getParent()).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void a_file_that_others_may_read_does_not_count() throws IOException {
    write("version: 1\n", "rw-r-----");
    assertThatThrownBy(file::read)
        .isInstanceOf(ChronocubeException.class)
        .hasMessageContaining("must be for its owner only, was rw-r-----: chmod 600 ");
  }

  @Test
  void a_broken_file_is_told_without_what_is_in_it() throws IOException {
    write(
        "version: 1\nusers:\n  - {name: anna, password: hunter2hunter2, roles: [reader]}\n",
        "rw-------");
    assertThatThrownBy(file::read)
        .hasMessageContaining("password must be a hash")
        .hasMessageNotContaining("hunter2");
    write(
        "version: 1\nusers:\n  - {name: anna, password: hunter2hunter2, roles: [reader]\n",
        "rw-------");
    assertThatThrownBy(file::read)
        .hasMessageContaining("in line")
        .hasMessageNotContaining("hunter2");
    write("version: 1\nuser: []\n", "rw-------");
    assertThatThrownBy(file::read).hasMessageContaining("user must be one of");
    write("version: 2\n", "rw-------");
    assertThatThrownBy(file::read).hasMessageContaining("version must be 1, was 2");
  }

  @Test
  void roles_and_what_anybody_may_can_be_written_by_hand() throws IOException {
    write("version: 1\nanybody: []\nroles: {runner: [process]}\n", "rw-------");
    assertThat(file.read().anybody()).contains(Set.of());
    manager.putUser("bob", "correct horse".toCharArray(), List.of("runner", "reader"), false);
    Accounts read = file.read();
    assertThat(read.anybody()).contains(Set.of());
    assertThat(read.rights(read.user("bob").orElseThrow().roles()))
        .containsExactlyInAnyOrder(Right.READ, Right.PROCESS);
    write("version: 1\nroles: {runner: [fly]}\n", "rw-------");
    assertThatThrownBy(file::read)
        .hasMessageContaining("roles.runner must be some of read, process, administrate, was fly");
  }

  @Test
  void mistakes_in_accounts_are_named() {
    char[] good = "correct horse".toCharArray();
    assertThatThrownBy(() -> manager.putUser("a:b", good, List.of("reader"), false))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("name must be");
    assertThatThrownBy(() -> manager.putUser("a", "short".toCharArray(), List.of("reader"), false))
        .hasMessage("password must have at least 10 characters, had 5");
    assertThatThrownBy(() -> manager.putUser("a", good, List.of("king"), false))
        .hasMessage("role must be one of [administrator, analyst, reader], was king");
    assertThatThrownBy(() -> manager.removeUser("a")).hasMessage("NAME must be a user, was a");
    assertThatThrownBy(() -> manager.revokeKey("1")).hasMessage("ID must be that of a key, was 1");
    manager.putUser("a", good, List.of("reader"), false);
    assertThatThrownBy(() -> manager.putUser("a", good, List.of("reader"), false))
        .hasMessage("NAME must be new, was a");
  }

  @Test
  void a_running_server_notices_changes_and_keeps_what_it_had_when_they_are_broken()
      throws IOException {
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now[0];
          }
        };
    WatchedAccounts watched = new WatchedAccounts(file, clock);
    assertThat(watched.get().users()).isEmpty();
    manager.putUser("anna", "correct horse".toCharArray(), List.of("reader"), false);
    assertThat(watched.get().users()).isEmpty();
    now[0] = now[0].plusSeconds(1);
    assertThat(watched.get().users()).hasSize(1);
    write("nonsense", "rw-------");
    now[0] = now[0].plusSeconds(1);
    assertThat(watched.get().users()).hasSize(1);
    Files.delete(file.path());
    now[0] = now[0].plusSeconds(1);
    assertThat(watched.get().users()).hasSize(1);
  }
}
