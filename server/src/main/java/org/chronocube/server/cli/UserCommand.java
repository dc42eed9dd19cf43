// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.util.List;
import org.chronocube.server.security.AccountManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chronocube user}. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = {
      "Says who may log in to the embedded server.",
      "",
      "Accounts are in chronocube/security.yaml of the data directory, passwords as PBKDF2 hashes."
          + " Running servers notice changes within a second. Roles: reader (look), analyst (also"
          + " run processes), administrator (also change what is published)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube user add anna --role analyst",
      "      asks for the password",
      "  pass show eo | chronocube user add anna --role administrator --password-stdin",
      "      takes the first line",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Done.",
      "1:A file could not be read or written.",
      "2:The command line is wrong, or what it names."
    })
final class UserCommand {

  @Spec private CommandSpec spec;

  @Command(name = "add", description = "Adds a user.", mixinStandardHelpOptions = true)
  int add(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              split = ",",
              required = true,
              description = "What the user may do.")
          List<String> roles,
      @Option(names = "--password-stdin", description = "Take the password from standard input.")
          boolean stdin) {
    AccountManager accounts = new AccountManager(data.dataDir());
    accounts.putUser(name, Passwords.read(stdin), roles, false);
    spec.commandLine().getErr().println("added " + name + " to " + accounts.file());
    return ExitCode.OK;
  }

  @Command(
      name = "change",
      description = "Gives a user another password.",
      mixinStandardHelpOptions = true)
  int change(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              split = ",",
              description = "What the user may do. Default: as before.")
          List<String> roles,
      @Option(names = "--password-stdin", description = "Take the password from standard input.")
          boolean stdin) {
    AccountManager accounts = new AccountManager(data.dataDir());
    accounts.putUser(name, Passwords.read(stdin), roles == null ? List.of() : roles, true);
    spec.commandLine().getErr().println("changed " + name);
    return ExitCode.OK;
  }

  @Command(name = "list", description = "Lists users.", mixinStandardHelpOptions = true)
  int list(@Mixin DataOptions data) {
    TextTable table = new TextTable(List.of("name", "roles"));
    new AccountManager(data.dataDir())
        .users()
        .forEach(user -> table.add(List.of(user.name(), String.join(",", user.roles()))));
    table.print(spec.commandLine().getOut());
    return ExitCode.OK;
  }

  @Command(name = "remove", description = "Removes a user.", mixinStandardHelpOptions = true)
  int remove(@Mixin DataOptions data, @Parameters(paramLabel = "NAME") String name) {
    new AccountManager(data.dataDir()).removeUser(name);
    spec.commandLine().getErr().println("removed " + name);
    return ExitCode.OK;
  }
}
