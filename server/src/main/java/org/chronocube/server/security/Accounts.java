// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.web.Right;

/**
 * What {@code security.yaml} says.
 *
 * @param anybody what those may do who do not log in; empty: what the server is started with
 * @param roles by name, {@link #ROLES} included
 * @param users with unique names
 * @param keys with unique ids
 */
record Accounts(
    Optional<Set<Right>> anybody,
    Map<String, Set<Right>> roles,
    List<User> users,
    List<ApiKey> keys) {

  /** Roles there always are. */
  static final Map<String, Set<Right>> ROLES =
      Map.of(
          "reader", Set.of(Right.READ),
          "analyst", Set.of(Right.READ, Right.PROCESS),
          "administrator", Set.of(Right.READ, Right.PROCESS, Right.ADMINISTRATE));

  static final Accounts NONE = new Accounts(Optional.empty(), ROLES, List.of(), List.of());

  Accounts {
    anybody = anybody.map(Set::copyOf);
    Map<String, Set<Right>> all = new TreeMap<>(roles);
    ROLES.forEach(all::putIfAbsent);
    roles = Map.copyOf(all);
    users = List.copyOf(users);
    keys = List.copyOf(keys);
    unique("users", users, User::name);
    unique("keys", keys, ApiKey::id);
    for (String role :
        Stream.concat(
                users.stream().flatMap(u -> u.roles().stream()),
                keys.stream().flatMap(k -> k.roles().stream()))
            .toList()) {
      if (!roles.containsKey(role)) {
        throw new InvalidParameterException(
            "role", "role must be one of " + new TreeMap<>(roles).keySet() + ", was " + role);
      }
    }
  }

  private static <T> void unique(String what, List<T> items, Function<T, String> name) {
    Map<String, Long> counts =
        items.stream()
            .collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.counting()));
    counts.forEach(
        (key, count) -> {
          if (count > 1) {
            throw new InvalidParameterException(
                what, what + " must have unique names, " + key + " is there twice");
          }
        });
  }

  Set<Right> rights(List<String> names) {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    names.forEach(role -> rights.addAll(roles.getOrDefault(role, Set.of())));
    return rights;
  }

  Optional<User> user(String name) {
    return users.stream().filter(u -> u.name().equals(name)).findFirst();
  }

  Optional<ApiKey> key(String id) {
    return keys.stream().filter(k -> k.id().equals(id)).findFirst();
  }

  Accounts withAnybody(Optional<Set<Right>> others) {
    return new Accounts(others, roles, users, keys);
  }

  Accounts withUsers(List<User> others) {
    return new Accounts(anybody, roles, others, keys);
  }

  Accounts withKeys(List<ApiKey> others) {
    return new Accounts(anybody, roles, users, others);
  }
}
