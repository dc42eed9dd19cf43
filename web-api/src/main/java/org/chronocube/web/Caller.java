// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request, and what that one may do.
 *
 * @param name of the user or key; empty for anybody
 * @param rights what is allowed; none when the log-in was rejected
 * @param rejected why the credentials that were sent do not count; such a caller may do nothing,
 *     not even what anybody may, so that a wrong password is noticed
 */
public record Caller(Optional<String> name, Set<Right> rights, Optional<Refusal> rejected) {

  /** May do everything: where nobody is asked who they are, or another guard has asked. */
  public static final Caller TRUSTED =
      new Caller(Optional.empty(), EnumSet.allOf(Right.class), Optional.empty());

  /** May read, nothing else. */
  public static final Caller READER = anybody(Set.of(Right.READ));

  public Caller {
    rights = Set.copyOf(rights);
  }

  /** Somebody who has not said who they are. */
  public static Caller anybody(Set<Right> rights) {
    return new Caller(Optional.empty(), rights, Optional.empty());
  }

  /** Somebody who has proven who they are. */
  public static Caller named(String name, Set<Right> rights) {
    return new Caller(Optional.of(name), rights, Optional.empty());
  }

  /** Somebody whose credentials do not count. */
  public static Caller rejected(Refusal why) {
    return new Caller(Optional.empty(), Set.of(), Optional.of(why));
  }

  /** Why this caller may not use a right; empty when it may. */
  public Optional<Refusal> refusal(Right right) {
    if (rejected.isPresent() || rights.contains(right)) {
      return rejected;
    }
    String message = "This needs the right to " + right.id() + "; ";
    return Optional.of(
        name.isEmpty()
            ? Refusal.logIn(message + "log in, or send an API key.")
            : Refusal.forbidden(message + name.get() + " does not have it."));
  }
}
