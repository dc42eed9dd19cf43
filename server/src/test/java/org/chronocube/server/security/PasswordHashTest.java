// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

  // Python's hashlib.pbkdf2_hmac('sha256', b'correct horse', b'0123456789abcdef', 1000).
  private static final String BY_PYTHON =
      "pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg==$cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4M=";

  @Test
  void is_the_pbkdf2_that_others_compute() {
    PasswordHash hash = new PasswordHash(BY_PYTHON);
    assertThat(hash.matches("correct horse".toCharArray())).isTrue();
    assertThat(hash.matches("correct Horse".toCharArray())).isFalse();
  }

  @Test
  void the_same_password_has_another_hash_each_time() {
    PasswordHash one = PasswordHash.of("correct horse".toCharArray(), 10);
    PasswordHash other = PasswordHash.of("correct horse".toCharArray(), 10);
    assertThat(one).isNotEqualTo(other);
    assertThat(other.matches("correct horse".toCharArray())).isTrue();
  }

  @Test
  void what_is_no_hash_is_refused_without_being_repeated() {
    for (String text :
        List.of(
            "correct horse", "pbkdf2-sha256$0$AA==$AA==", "pbkdf2-sha256$999999999$AA==$AA==")) {
      assertThatThrownBy(() -> new PasswordHash(text))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessage("password must be a hash that 'chronocube user' has written");
    }
  }
}
