// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.chronocube.server.security.AccountManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chronocube key}. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Makes API keys, with which programs log in to the embedded server.",
      "",
      "A program sends its key as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'. The key is"
          + " shown once; only a hash of it is kept. Running servers notice changes within a"
          + " second."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube key create --label 'nightly job' --role analyst --expires 2030-01-01",
      "  chronocube key list",
      "  chronocube key revoke 1f0c22ab",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Done.",
      "1:A file could not be read or written.",
      "2:The command line is wrong, or what it names."
    })
final class KeyCommand {

  @Spec private CommandSpec spec;

  @Command(name = "create", description = "Makes a key.", mixinStandardHelpOptions = true)
  int create(
      @Mixin DataOptions data,
      @Option(
              names = "--label",
              paramLabel = "TEXT",
              required = true,
              description = "What the key is for.")
          String label,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              split = ",",
              required = true,
              description = "What its holder may do.")
          List<String> roles,
      @Option(
              names = "--expires",
              paramLabel = "DATE",
              description = "First day (UTC) on which it counts no more. Default: never.")
          LocalDate expires) {
    Optional<Instant> end =
        Optional.ofNullable(expires).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    String token = new AccountManager(data.dataDir()).createKey(label, roles, end);
    spec.commandLine().getErr().println("This is the key; it is not shown again:");
    spec.commandLine().getOut().println(token);
    return ExitCode.OK;
  }

  @Command(name = "list", description = "Lists keys.", mixinStandardHelpOptions = true)
  int list(@Mixin DataOptions data) {
    TextTable table = new TextTable(List.of("id", "label", "roles", "expires"));
    new AccountManager(data.dataDir())
        .keys()
        .forEach(
            key ->
                table.add(
                    List.of(
                        key.id(),
                        key.label(),
                        String.join(",", key.roles()),
                        key.expires().map(Instant::toString).orElse("never"))));
    table.print(spec.commandLine().getOut());
    return ExitCode.OK;
  }

  @Command(name = "revoke", description = "Revokes a key.", mixinStandardHelpOptions = true)
  int revoke(@Mixin DataOptions data, @Parameters(paramLabel = "ID") String id) {
    new AccountManager(data.dataDir()).revokeKey(id);
    spec.commandLine().getErr().println("revoked " + id);
    return ExitCode.OK;
  }
}
