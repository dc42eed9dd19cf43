// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCrsTest {

  private static final URI ANNOTATION =
      URI.create("jar:file:///archive/a%20b.zip!/a.SAFE/annotation/vv.xml");

  @Test
  void its_id_says_all_of_it() {
    ImageCrs crs = new ImageCrs("sentinel-1", ANNOTATION, Map.of("height", "120", "dem", "a&b=c"));
    assertThat(crs.id())
        .isEqualTo("image:sentinel-1:" + ANNOTATION + "#dem=a%26b%3Dc&height=120")
        .matches(ImageCrs::isImage);
    assertThat(ImageCrs.parse(crs.id())).isEqualTo(crs);
  }

  @Test
  void options_are_not_needed() {
    ImageCrs crs = new ImageCrs("rpc", ANNOTATION, Map.of());
    assertThat(crs.id()).isEqualTo("image:rpc:" + ANNOTATION);
    assertThat(ImageCrs.parse(crs.id())).isEqualTo(crs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSG:4326", "image:", "image:rpc", "image:RPC:file:///a", "image:rpc:a"})
  void other_text_is_refused(String text) {
    assertThatThrownBy(() -> ImageCrs.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
