// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chronocube.web.Caller;
import org.chronocube.web.Refusal;
import org.chronocube.web.Right;

/**
 * Tells who sent a request: HTTP Basic against the users, {@code Bearer KEY} or {@code X-API-Key}
 * against the keys. Safe for concurrent use.
 *
 * <p>Clients send the password with every request, and checking one takes long on purpose; so a
 * password that was right is known again for five minutes, by a keyed hash that only this process
 * can make. A changed or removed account is another account at once.
 */
public final class Authenticator implements Function<Credentials, Caller> {

  private static final Refusal WRONG =
      Refusal.logIn("The user name, the password or the API key is wrong.");
  private static final int MAX_PROVEN = 1000;
  private static final Duration PROVEN_FOR = Duration.ofMinutes(5);
  // So many checks of passwords at a time: they must not take the processors from the others.
  private static final int CHECKS = 2;

  private final Supplier<Accounts> accounts;
  private final Set<Right> anybody;
  private final Clock clock;
  private final Throttle throttle;
  private final PasswordHash nobody;
  private final SecretKeySpec proofKey;
  private final Semaphore checks = new Semaphore(CHECKS);

  @SuppressWarnings("serial") // never serialised
  private final Map<String, Long> proven =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_PROVEN;
        }
      };

  /**
   * @param accounts the present ones; asked for with every request
   * @param anybody what those may do who do not log in, where the accounts do not say
   * @param iterations what checking an unknown user costs, so that nobody can tell it from a known
   *     one
   */
  Authenticator(Supplier<Accounts> accounts, Set<Right> anybody, int iterations, Clock clock) {
    this.accounts = accounts;
    this.anybody = Set.copyOf(anybody);
    this.clock = clock;
    this.throttle = new Throttle(clock);
    this.nobody = PasswordHash.of("nobody".toCharArray(), iterations);
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    this.proofKey = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * The accounts of a data directory; a change of the file counts within a second.
   *
   * @param dataDir with or without a {@code chronocube/security.yaml}
   * @param byDefault what those may do who do not log in, where the file does not say
   * @param anybody the same, whatever the file says; empty to go by the file
   * @throws org.chronocube.ChronocubeException when the file is broken or others may read it
   */
  public static Authenticator of(Path dataDir, Set<Right> byDefault, Optional<Set<Right>> anybody) {
    Clock clock = Clock.systemUTC();
    WatchedAccounts watched = new WatchedAccounts(new SecurityFile(dataDir), clock);
    Supplier<Accounts> accounts =
        anybody.isEmpty() ? watched : () -> watched.get().withAnybody(anybody);
    return new Authenticator(accounts, byDefault, PasswordHash.ITERATIONS, clock);
  }

  /** What those may do who do not log in. */
  public Set<Right> anybody() {
    return accounts.get().anybody().orElse(anybody);
  }

  /** Who sent a request. */
  @Override
  public Caller apply(Credentials credentials) {
    Optional<String> authorization = credentials.authorization().map(String::strip);
    if (authorization.isEmpty() && credentials.apiKey().isEmpty()) {
      return Caller.anybody(anybody());
    }
    Optional<String> basic = authorization.flatMap(a -> afterScheme(a, "Basic"));
    Optional<String> token =
        authorization.flatMap(a -> afterScheme(a, "Bearer")).or(credentials::apiKey);
    boolean one = authorization.isEmpty() || credentials.apiKey().isEmpty();
    if (!one || (basic.isEmpty() && token.isEmpty())) {
      return Caller.rejected(
          Refusal.logIn("Log in by one of Basic, Bearer and X-API-Key, not otherwise."));
    }
    return basic.isPresent()
        ? byPassword(basic.get(), credentials.address())
        : byKey(token.orElseThrow().strip(), credentials.address());
  }

  private static Optional<String> afterScheme(String header, String scheme) {
    boolean named =
        header.length() > scheme.length()
            && header.regionMatches(true, 0, scheme, 0, scheme.length())
            && header.charAt(scheme.length()) == ' ';
    return named ? Optional.of(header.substring(scheme.length()).strip()) : Optional.empty();
  }

  private Caller byPassword(String encoded, String address) {
    String[] pair = decoded(encoded).split(":", 2);
    if (pair.length != 2) {
      return Caller.rejected(WRONG);
    }
    Accounts now = accounts.get();
    Optional<User> user = now.user(pair[0]);
    PasswordHash hash = user.map(User::password).orElse(nobody);
    String proof = proof(pair[0], hash.text(), pair[1]);
    if (isProven(proof)) {
      return Caller.named(pair[0], now.rights(user.orElseThrow().roles()));
    }
    return throttled(address)
        .orElseGet(
            () -> {
              if (!matches(hash, pair[1]) || user.isEmpty()) {
                throttle.failed(address);
                return Caller.rejected(WRONG);
              }
              remember(proof);
              return Caller.named(pair[0], now.rights(user.get().roles()));
            });
  }

  private Caller byKey(String token, String address) {
    Accounts now = accounts.get();
    Optional<ApiKey> key =
        ApiKey.idOf(token).flatMap(now::key).filter(k -> k.matches(token, clock.instant()));
    // A right key is let through even while its address is guessing: it cannot be guessed.
    return key.map(k -> Caller.named("key " + k.id(), now.rights(k.roles())))
        .or(() -> throttled(address))
        .orElseGet(
            () -> {
              throttle.failed(address);
              return Caller.rejected(WRONG);
            });
  }

  private Optional<Caller> throttled(String address) {
    long seconds = throttle.wait(address);
    return seconds == 0
        ? Optional.empty()
        : Optional.of(
            Caller.rejected(
                Refusal.later(
                    "Too many log-ins failed; try again in " + seconds + " s.", seconds)));
  }

  private boolean matches(PasswordHash hash, String password) {
    checks.acquireUninterruptibly();
    try {
      return hash.matches(password.toCharArray());
    } finally {
      checks.release();
    }
  }

  private boolean isProven(String proof) {
    synchronized (proven) {
      Long until = proven.get(proof);
      return until != null && clock.millis() < until;
    }
  }

  private void remember(String proof) {
    synchronized (proven) {
      proven.put(proof, clock.millis() + PROVEN_FOR.toMillis());
    }
  }

  private String proof(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(proofKey);
      Arrays.stream(parts)
          .forEach(part -> mac.update((part + '\0').getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
