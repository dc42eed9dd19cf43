// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chronocube.InvalidParameterException;

/** Changes the accounts of a data directory. */
public final class AccountManager {

  /** Shorter passwords are not taken. */
  public static final int MIN_PASSWORD = 10;

  private final SecurityFile file;
  private final int iterations;

  /**
   * @param dataDir a data directory; its file is made with the first account
   */
  public AccountManager(Path dataDir) {
    this(dataDir, PasswordHash.ITERATIONS);
  }

  AccountManager(Path dataDir, int iterations) {
    this.file = new SecurityFile(dataDir);
    this.iterations = iterations;
  }

  /** Where the accounts are. */
  public Path file() {
    return file.path();
  }

  /** True when somebody has been set up. */
  public boolean exists() {
    return file.exists();
  }

  /** Name and roles of a user. */
  public record UserInfo(String name, List<String> roles) {}

  /** What may be told of a key. */
  public record KeyInfo(String id, String label, List<String> roles, Optional<Instant> expires) {}

  public List<UserInfo> users() {
    return file.read().users().stream().map(u -> new UserInfo(u.name(), u.roles())).toList();
  }

  public List<KeyInfo> keys() {
    return file.read().keys().stream()
        .map(k -> new KeyInfo(k.id(), k.label(), k.roles(), k.expires()))
        .toList();
  }

  /** Names of the roles there are. */
  public Set<String> roles() {
    return file.read().roles().keySet();
  }

  /**
   * Adds a user, or gives one that is there another password and other roles.
   *
   * @param replace true for one that is there, false for a new one
   * @throws InvalidParameterException when there is, or is not, such a user, the password is short
   *     or a role unknown
   */
  public void putUser(String name, char[] password, List<String> roles, boolean replace) {
    Accounts accounts = file.read();
    boolean known = accounts.user(name).isPresent();
    if (known != replace) {
      throw new InvalidParameterException(
          "NAME", "NAME must be " + (replace ? "a user" : "new") + ", was " + name);
    }
    if (password.length < MIN_PASSWORD) {
      throw new InvalidParameterException(
          "password",
          "password must have at least " + MIN_PASSWORD + " characters, had " + password.length);
    }
    List<String> granted =
        roles.isEmpty() && replace ? accounts.user(name).orElseThrow().roles() : roles;
    List<User> users = new ArrayList<>(accounts.users());
    users.removeIf(u -> u.name().equals(name));
    users.add(new User(name, PasswordHash.of(password, iterations), granted));
    file.write(accounts.withUsers(users));
  }

  /**
   * @throws InvalidParameterException when there is no such user
   */
  public void removeUser(String name) {
    Accounts accounts = file.read();
    List<User> users = new ArrayList<>(accounts.users());
    if (!users.removeIf(u -> u.name().equals(name))) {
      throw new InvalidParameterException("NAME", "NAME must be a user, was " + name);
    }
    file.write(accounts.withUsers(users));
  }

  /**
   * Makes a key.
   *
   * @return the key itself, which is kept nowhere
   */
  public String createKey(String label, List<String> roles, Optional<Instant> expires) {
    Accounts accounts = file.read();
    ApiKey.Issued issued = ApiKey.issue(label, roles, expires);
    List<ApiKey> keys = new ArrayList<>(accounts.keys());
    keys.add(issued.key());
    file.write(accounts.withKeys(keys));
    return issued.token();
  }

  /**
   * @throws InvalidParameterException when there is no such key
   */
  public void revokeKey(String id) {
    Accounts accounts = file.read();
    List<ApiKey> keys = new ArrayList<>(accounts.keys());
    if (!keys.removeIf(k -> k.id().equals(id))) {
      throw new InvalidParameterException("ID", "ID must be that of a key, was " + id);
    }
    file.write(accounts.withKeys(keys));
  }
}
