// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A bounded number of places to work at, and a bounded number to wait at, shared between users: a
 * place that comes free goes to the user who has fewest, and between equals to the one who was
 * given one longest ago. So who sends a hundred requests waits for them, and the others do not.
 * Safe for concurrent use.
 *
 * @param <T> what waits
 */
final class FairPlaces<T> {

  private final int places;
  private final int most;
  private final Map<Object, User<T>> users = new HashMap<>();
  private int taken;
  private int waiting;
  private long turns;

  private static final class User<T> {
    private final Deque<T> queue = new ArrayDeque<>();
    private int working;
    private long turn;
  }

  /** What came of asking for a place. */
  enum Entry {
    /** It is taken. */
    TAKEN,
    /** {@link #leave} will hand out what waits. */
    WAITING,
    /** No place to wait either. */
    FULL
  }

  /**
   * @param places > 0
   * @param most that may wait, ≥ 0
   */
  FairPlaces(int places, int most) {
    this.places = places;
    this.most = most;
  }

  synchronized Entry enter(Object user, T work) {
    if (taken < places) {
      take(user(user));
      return Entry.TAKEN;
    }
    if (waiting >= most) {
      return Entry.FULL;
    }
    user(user).queue.add(work);
    waiting++;
    return Entry.WAITING;
  }

  // Who comes stands behind all who are here: else each who comes back would pass those who wait.
  private User<T> user(Object id) {
    return users.computeIfAbsent(
        id,
        u -> {
          User<T> user = new User<>();
          user.turn = ++turns;
          return user;
        });
  }

  private void take(User<T> user) {
    taken++;
    user.working++;
    user.turn = ++turns;
  }

  /**
   * Gives a place back, and to the next one.
   *
   * @return who has it now; empty when nobody waits
   */
  synchronized Optional<T> leave(Object user) {
    taken--;
    users.get(user).working--;
    forget(user);
    return next();
  }

  private Optional<T> next() {
    Object best = null;
    User<T> chosen = null;
    for (Map.Entry<Object, User<T>> entry : users.entrySet()) {
      User<T> u = entry.getValue();
      if (!u.queue.isEmpty() && (chosen == null || isBefore(u, chosen))) {
        best = entry.getKey();
        chosen = u;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    T work = chosen.queue.remove();
    waiting--;
    take(chosen);
    return Optional.of(work);
  }

  private static boolean isBefore(User<?> a, User<?> b) {
    return a.working != b.working ? a.working < b.working : a.turn < b.turn;
  }

  /** Takes one out of those that wait; false when it does not wait any more. */
  synchronized boolean cancel(Object user, T work) {
    User<T> of = users.get(user);
    if (of == null || !of.queue.remove(work)) {
      return false;
    }
    waiting--;
    forget(user);
    return true;
  }

  /** Takes out all that wait and are of some kind. */
  synchronized List<T> cancelAll(Predicate<T> kind) {
    List<T> out = new ArrayList<>();
    for (Iterator<User<T>> all = users.values().iterator(); all.hasNext(); ) {
      User<T> user = all.next();
      for (Iterator<T> queue = user.queue.iterator(); queue.hasNext(); ) {
        T work = queue.next();
        if (kind.test(work)) {
          queue.remove();
          waiting--;
          out.add(work);
        }
      }
      if (user.working == 0 && user.queue.isEmpty()) {
        all.remove();
      }
    }
    return out;
  }

  private void forget(Object user) {
    User<T> of = users.get(user);
    if (of.working == 0 && of.queue.isEmpty()) {
      users.remove(user);
    }
  }
}
