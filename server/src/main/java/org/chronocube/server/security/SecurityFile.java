// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.YamlNode;
import org.chronocube.web.Right;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code chronocube/security.yaml} of a data directory, version 1. GeoServer does not know it, no
 * address of the server leads to it, and only its owner may read it: else it does not count.
 *
 * <p>Writing replaces the file at once as a whole; comments in it are lost.
 */
final class SecurityFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final String HEAD =
      """
      # Users, API keys and roles of the embedded server; GeoServer has its own.
      # Written by 'chronocube user' and 'chronocube key'; running servers notice changes.
      """;

  private final Path file;

  SecurityFile(Path dataDir) {
    file = dataDir.resolve("chronocube").resolve("security.yaml");
  }

  Path path() {
    return file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * What the file says, {@link Accounts#NONE} when there is none.
   *
   * @throws ChronocubeException when it is broken or others may read it; says nothing of what is in
   *     it but names and rules
   */
  Accounts read() {
    if (!exists()) {
      return Accounts.NONE;
    }
    try {
      checkPermissions();
      return accounts(YamlNode.load(Files.readString(file), "security"));
    } catch (IOException e) {
      throw new ChronocubeException(file + " cannot be read: " + e.getMessage(), e);
    } catch (InvalidParameterException e) {
      throw new ChronocubeException(file + ": " + e.getMessage(), e);
    }
  }

  private void checkPermissions() throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(granted)) {
      throw new ChronocubeException(
          file
              + " must be for its owner only, was "
              + PosixFilePermissions.toString(granted)
              + ": chmod 600 "
              + file);
    }
  }

  private static Accounts accounts(YamlNode root) {
    root.mapping(Set.of("version", "anybody", "roles", "users", "keys"));
    if (!Integer.valueOf(1).equals(root.get("version").value())) {
      throw root.get("version").error("1");
    }
    YamlNode anybody = root.get("anybody");
    Map<String, Set<Right>> roles = new TreeMap<>();
    for (String name : root.get("roles").keys()) {
      roles.put(name, rights(root.get("roles").get(name)));
    }
    return root.checked(
        () ->
            new Accounts(
                anybody.isPresent() ? Optional.of(rights(anybody)) : Optional.empty(),
                roles,
                root.get("users").listOrEmpty().stream().map(SecurityFile::user).toList(),
                root.get("keys").listOrEmpty().stream().map(SecurityFile::key).toList()));
  }

  private static Set<Right> rights(YamlNode node) {
    return Right.parse(texts(node), node.path());
  }

  private static List<String> texts(YamlNode node) {
    return node.list().stream().map(YamlNode::text).toList();
  }

  private static User user(YamlNode node) {
    node.mapping(Set.of("name", "password", "roles"));
    return node.checked(
        () ->
            new User(
                node.get("name").scalar(),
                new PasswordHash(node.get("password").scalar()),
                texts(node.get("roles"))));
  }

  private static ApiKey key(YamlNode node) {
    node.mapping(Set.of("id", "label", "hash", "roles", "expires"));
    YamlNode expires = node.get("expires");
    return node.checked(
        () ->
            new ApiKey(
                node.get("id").scalar(),
                node.get("label").scalar(),
                node.get("hash").scalar(),
                texts(node.get("roles")),
                expires.isPresent()
                    ? Optional.of(expires.parsed(SecurityFile::instant))
                    : Optional.empty()));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("must be an instant such as 2030-01-01T00:00:00Z", e);
    }
  }

  /** Replaces the file; nobody ever sees half of it. */
  void write(Accounts accounts) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(Integer.MAX_VALUE);
    String text = HEAD + new Yaml(options).dump(document(accounts));
    try {
      Files.createDirectories(file.getParent());
      Path draft = draft();
      Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ChronocubeException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  // Closed to others before anything is in it.
  private Path draft() throws IOException {
    Path folder = file.getParent();
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? Files.createTempFile(
            folder, ".security", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
        : Files.createTempFile(folder, ".security", ".new");
  }

  private static Map<String, Object> document(Accounts accounts) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", 1);
    accounts.anybody().ifPresent(rights -> root.put("anybody", ids(rights)));
    Map<String, Object> roles = new TreeMap<>();
    accounts
        .roles()
        .forEach(
            (name, rights) -> {
              if (!rights.equals(Accounts.ROLES.get(name))) {
                roles.put(name, ids(rights));
              }
            });
    if (!roles.isEmpty()) {
      root.put("roles", roles);
    }
    root.put("users", accounts.users().stream().map(SecurityFile::document).toList());
    root.put("keys", accounts.keys().stream().map(SecurityFile::document).toList());
    return root;
  }

  private static List<String> ids(Set<Right> rights) {
    return rights.stream().sorted().map(Right::id).toList();
  }

  private static Map<String, Object> document(User user) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("name", user.name());
    node.put("password", user.password().text());
    node.put("roles", new ArrayList<>(user.roles()));
    return node;
  }

  private static Map<String, Object> document(ApiKey key) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("id", key.id());
    node.put("label", key.label());
    node.put("hash", key.hash());
    node.put("roles", new ArrayList<>(key.roles()));
    key.expires().ifPresent(at -> node.put("expires", at.toString()));
    return node;
  }
}
