// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.chronocube.cube.CancelledException;
import org.chronocube.server.ows.OwsException;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void work_stops_when_the_time_is_over() {
    Deadline over = new Deadline(Optional.of(Duration.ofSeconds(-5)), () -> false);
    assertThat(over.isCancelled()).isTrue();
    assertThatThrownBy(over::check)
        .isInstanceOf(OwsException.class)
        .hasMessageContaining("must be drawn within -5 s");
  }

  @Test
  void work_stops_when_the_client_has_gone() {
    Deadline abandoned = new Deadline(Optional.empty(), () -> true);
    assertThat(abandoned.isCancelled()).isTrue();
    assertThatThrownBy(abandoned::check).isInstanceOf(CancelledException.class);
  }

  @Test
  void work_goes_on_otherwise() {
    Deadline day = new Deadline(Optional.of(Duration.ofDays(1)), () -> false);
    assertThat(day.isCancelled()).isFalse();
    assertThatCode(day::check).doesNotThrowAnyException();
    assertThat(new Deadline(Optional.empty(), () -> false).isCancelled()).isFalse();
  }
}
