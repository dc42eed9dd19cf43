// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chronocube.server.http.FairPlaces.Entry;
import org.junit.jupiter.api.Test;

/** Who gets the next place. Work is named by its user and a number. */
class FairPlacesTest {

  private final FairPlaces<String> places = new FairPlaces<>(2, 6);

  private Entry enter(String work) {
    return places.enter(user(work), work);
  }

  private String leave(String work) {
    return places.leave(user(work)).orElse("nobody");
  }

  private static String user(String work) {
    return work.substring(0, 1);
  }

  @Test
  void who_has_fewest_places_comes_first_however_many_wait_before() {
    assertThat(enter("a1")).isEqualTo(Entry.TAKEN);
    assertThat(enter("a2")).isEqualTo(Entry.TAKEN);
    for (String work : List.of("a3", "a4", "a5", "b1", "b2", "c1")) {
      assertThat(enter(work)).isEqualTo(Entry.WAITING);
    }
    // a still has a place, b and c have none, b came first.
    assertThat(leave("a1")).isEqualTo("b1");
    // Now a has none either, and had its turn before c came.
    assertThat(leave("a2")).isEqualTo("a3");
    assertThat(leave("b1")).isEqualTo("c1");
    assertThat(leave("c1")).isEqualTo("b2");
    assertThat(leave("a3")).isEqualTo("a4");
    assertThat(leave("b2")).isEqualTo("a5");
    assertThat(leave("a4")).isEqualTo("nobody");
    assertThat(leave("a5")).isEqualTo("nobody");
    assertThat(enter("d1")).isEqualTo(Entry.TAKEN);
  }

  @Test
  void who_comes_back_at_once_does_not_pass_those_who_wait() {
    enter("a1");
    enter("b1");
    enter("c1");
    enter("d1");
    assertThat(leave("a1")).isEqualTo("c1");
    enter("a2");
    assertThat(leave("b1")).isEqualTo("d1");
    enter("b2");
    assertThat(leave("c1")).isEqualTo("a2");
  }

  @Test
  void work_of_one_user_is_done_in_its_order() {
    enter("a1");
    enter("a2");
    enter("a3");
    enter("a4");
    assertThat(leave("a2")).isEqualTo("a3");
    assertThat(leave("a1")).isEqualTo("a4");
  }

  @Test
  void the_queue_is_bounded() {
    enter("a1");
    enter("a2");
    for (int i = 0; i < 6; i++) {
      assertThat(enter("b" + i)).isEqualTo(Entry.WAITING);
    }
    assertThat(enter("c1")).isEqualTo(Entry.FULL);
    assertThat(leave("a1")).isEqualTo("b0");
    assertThat(enter("c1")).isEqualTo(Entry.WAITING);
  }

  @Test
  void what_is_cancelled_is_not_handed_out() {
    enter("a1");
    enter("a2");
    enter("b1");
    enter("b2");
    enter("c1");
    assertThat(places.cancel("b", "b1")).isTrue();
    assertThat(places.cancel("b", "b1")).isFalse();
    assertThat(places.cancelAll(w -> w.startsWith("c"))).containsExactly("c1");
    assertThat(leave("a1")).isEqualTo("b2");
    assertThat(places.cancel("b", "b2")).as("it works").isFalse();
    assertThat(leave("a2")).isEqualTo("nobody");
  }
}
