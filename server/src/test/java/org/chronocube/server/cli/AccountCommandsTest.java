// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code user}, {@code key}, and what {@code serve} makes of them. */
class AccountCommandsTest {

  @TempDir Path dataDir;

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(dataDir.resolve("chronocube"));
    Files.writeString(
        dataDir.resolve("chronocube/catalog.yaml"),
        "version: 1\nindex: jdbc:sqlite:index.sqlite\nproducts: []\ncubes: []\n");
  }

  private Run run(String stdin, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all =
        Stream.concat(Stream.of(args), Stream.of("--data-dir", dataDir.toString()))
            .toArray(String[]::new);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
    try {
      int code = Main.run(new PrintWriter(out), new PrintWriter(err), all);
      return new Run(code, out.toString(), err.toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void a_user_comes_is_listed_changes_and_goes() {
    Run added =
        run("correct horse\n", "user", "add", "anna", "--role", "analyst", "--password-stdin");
    assertThat(added.err).contains("added anna to ");
    assertThat(added.code).isZero();
    assertThat(run("", "user", "list").out).contains("anna").contains("analyst");
    Run changed = run("another horse\n", "user", "change", "anna", "--password-stdin");
    assertThat(changed.code).isZero();
    assertThat(run("", "user", "list").out).contains("analyst");
    assertThat(run("", "user", "remove", "anna").code).isZero();
    assertThat(run("", "user", "list").out).doesNotContain("anna");
    assertThat(run("", "user", "remove", "anna").code).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_password_is_never_an_argument() {
    Run argument = run("", "user", "add", "anna", "correct horse", "--role", "analyst");
    assertThat(argument.code).isEqualTo(ExitCode.USAGE);
    Run nowhere = run("", "user", "add", "anna", "--role", "analyst");
    assertThat(nowhere.code).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err).contains("--password-stdin must be given where there is no terminal");
    Run shorter = run("short\n", "user", "add", "anna", "--role", "analyst", "--password-stdin");
    assertThat(shorter.err).contains("password must have at least 10 characters, had 5");
  }

  @Test
  void a_key_is_shown_once_and_revoked_by_its_id() {
    Run created =
        run("", "key", "create", "--label", "job", "--role", "reader", "--expires", "2030-01-01");
    assertThat(created.out.strip()).matches("ck_[0-9a-f]{8}_[A-Za-z0-9_-]{43}");
    String id = created.out.substring(3, 11);
    Run list = run("", "key", "list");
    assertThat(list.out).contains(id, "job", "reader", "2030-01-01T00:00:00Z");
    assertThat(list.out).doesNotContain(created.out.strip().substring(12));
    assertThat(run("", "key", "revoke", id).code).isZero();
    assertThat(run("", "key", "list").out).doesNotContain(id);
  }

  @Test
  void serving_others_while_nobody_is_set_up_is_refused_in_one_line() {
    for (String[] args :
        List.of(
            new String[] {"serve", "--port", "0", "--host", "0.0.0.0"},
            new String[] {"serve", "--port", "0", "--trust-proxy"},
            new String[] {"serve", "--port", "0", "--proxy-base-url", "https://a.example/"})) {
      Run run = run("", args);
      assertThat(run.code).isEqualTo(ExitCode.USAGE);
      assertThat(run.err.lines()).hasSize(1);
      assertThat(run.err)
          .contains("--anonymous must be given (read, process or none) where others reach")
          .contains("chronocube user add NAME --role analyst");
    }
  }

  @Test
  void wrong_ways_to_open_up_are_refused() {
    assertThat(run("", "serve", "--anonymous", "administrate").err)
        .contains("--anonymous must be read, process or none, was administrate");
    assertThat(run("", "serve", "--anonymous", "all").err)
        .contains("--anonymous must be some of read, process, administrate, was all");
    assertThat(run("", "serve", "--cors-origin", "*", "--cors-credentials").err)
        .contains("--cors-credentials must go with named sites");
    assertThat(run("", "serve", "--cors-origin", "https://a.example/path").err)
        .contains("--cors-origin must be * or scheme, host and port of a site");
    assertThat(run("", "serve", "--tls-keystore", "nowhere.p12").err)
        .contains("--tls-keystore must be a readable file, was nowhere.p12");
    String file = dataDir.resolve("chronocube/catalog.yaml").toString();
    assertThat(run("", "serve", "--tls-keystore", file).err)
        .contains("--tls-keystore must go with --tls-password-file or $CHRONOCUBE_TLS_PASSWORD");
  }

  @Test
  void accounts_that_others_may_read_keep_the_server_from_starting() throws IOException {
    Files.writeString(dataDir.resolve("chronocube/security.yaml"), "version: 1\n");
    Files.setPosixFilePermissions(
        dataDir.resolve("chronocube/security.yaml"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    Run run = run("", "serve", "--port", "0");
    assertThat(run.code).isEqualTo(ExitCode.FAILED);
    assertThat(run.err).contains("must be for its owner only, was rw-r--r--: chmod 600 ");
  }
}
