// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.server.http.HttpSettings.Cors;
import org.chronocube.server.http.HttpSettings.Tls;
import org.chronocube.server.security.AccountManager;
import org.chronocube.server.security.Authenticator;
import org.chronocube.web.Right;
import picocli.CommandLine.Option;

/** Options of {@code serve}: who is let in, and how. */
final class AccessOptions {

  private static final String PASSWORD_VARIABLE = "CHRONOCUBE_TLS_PASSWORD";

  @Option(
      names = "--anonymous",
      paramLabel = "RIGHT",
      split = ",",
      description = {
        "What those may do who do not log in: read, process (joined by a comma), or none.",
        "Default: what security.yaml says; else read on this machine, none from others."
      })
  private List<String> anonymous;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Serve HTTPS with the key and certificate of this PKCS12 file.")
  private Path keystore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = {
        "File whose first line is the keystore's password.",
        "Default: $$" + PASSWORD_VARIABLE + "."
      })
  private Path passwordFile;

  @Option(
      names = "--trust-proxy",
      description = "Believe X-Forwarded-* headers; only behind a proxy that sets them.")
  private boolean trustProxy;

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      split = ",",
      description = {
        "Site whose pages may use the server, e.g. https://maps.example.org;",
        "* lets the pages of all sites read. Default: none."
      })
  private List<String> origins = List.of();

  @Option(
      names = "--cors-credentials",
      description = "Let pages of those sites send the user's login along.")
  private boolean corsCredentials;

  boolean trustProxy() {
    return trustProxy;
  }

  /**
   * Who may do what.
   *
   * @param published true when a proxy is said to publish the server: then others reach it wherever
   *     it listens
   * @throws InvalidParameterException when others can reach the server and nothing says what they
   *     may
   */
  Authenticator authenticator(Path dataDir, String host, boolean published) {
    AccountManager accounts = new AccountManager(dataDir);
    boolean local = isLocal(host) && !trustProxy && !published;
    if (!local && !accounts.exists() && anonymous == null) {
      throw new InvalidParameterException(
          "--anonymous",
          "--anonymous must be given (read, process or none) where others reach the server and"
              + " nobody is set up, at "
              + host
              + "; or set somebody up: chronocube user add NAME --role analyst");
    }
    Set<Right> byDefault = local ? Set.of(Right.READ) : Set.of();
    return Authenticator.of(dataDir, byDefault, rights());
  }

  private Optional<Set<Right>> rights() {
    if (anonymous == null) {
      return Optional.empty();
    }
    Set<Right> rights =
        anonymous.equals(List.of("none")) ? Set.of() : Right.parse(anonymous, "--anonymous");
    if (rights.contains(Right.ADMINISTRATE)) {
      throw new InvalidParameterException(
          "--anonymous", "--anonymous must be read, process or none, was administrate");
    }
    return Optional.of(rights);
  }

  Cors cors() {
    for (String origin : origins) {
      if (!origin.equals("*") && !origin.matches("https?://[A-Za-z0-9.:\\[\\]-]+")) {
        throw new InvalidParameterException(
            "--cors-origin",
            "--cors-origin must be * or scheme, host and port of a site, was " + origin);
      }
    }
    if (corsCredentials && (origins.isEmpty() || origins.contains("*"))) {
      throw new InvalidParameterException(
          "--cors-credentials", "--cors-credentials must go with named sites (--cors-origin)");
    }
    return new Cors(Set.copyOf(origins), corsCredentials);
  }

  /** The certificate, if there is to be one. */
  Optional<Tls> tls() {
    if (keystore == null) {
      return Optional.empty();
    }
    if (!Files.isReadable(keystore)) {
      throw new InvalidParameterException(
          "--tls-keystore", "--tls-keystore must be a readable file, was " + keystore);
    }
    return Optional.of(new Tls(keystore.toAbsolutePath(), tlsPassword()));
  }

  private String tlsPassword() {
    if (passwordFile == null) {
      return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE))
          .orElseThrow(
              () ->
                  new InvalidParameterException(
                      "--tls-keystore",
                      "--tls-keystore must go with --tls-password-file or $" + PASSWORD_VARIABLE));
    }
    try {
      return Files.readString(passwordFile).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new InvalidParameterException(
          "--tls-password-file",
          "--tls-password-file must be a readable file, was " + passwordFile,
          e);
    }
  }

  /** What whoever starts the server ought to know. */
  List<String> warnings(String host, boolean published) {
    List<String> warnings = new ArrayList<>();
    if (!isLocal(host) && keystore == null && !trustProxy && !published) {
      warnings.add(
          "passwords and keys travel unencrypted; use --tls-keystore, or a proxy that has TLS");
    }
    return warnings;
  }

  /** What those may do who do not log in, in a sentence. */
  static String told(Set<Right> anybody) {
    if (anybody.isEmpty()) {
      return "Everything takes a login.";
    }
    String may = anybody.stream().sorted().map(Right::id).collect(Collectors.joining(" and "));
    String rest = anybody.contains(Right.PROCESS) ? "the rest" : "to run processes";
    return "Anybody may " + may + "; " + rest + " takes a login (chronocube user add).";
  }

  private static boolean isLocal(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new InvalidParameterException("--host", "--host must be an address, was " + host, e);
    }
  }
}
