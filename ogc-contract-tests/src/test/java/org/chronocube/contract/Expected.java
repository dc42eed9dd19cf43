// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/** What {@code src/test/expected/expected.py} wrote: see there for where the numbers are from. */
final class Expected {

  private Expected() {}

  static Raster raster(String name) throws IOException {
    try (InputStream in = open(name + ".txt")) {
      Iterator<String> words =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .flatMap(line -> List.of(line.split(" ")).stream())
              .iterator();
      int columns = Integer.parseInt(words.next());
      int rows = Integer.parseInt(words.next());
      List<float[]> bands = new ArrayList<>();
      int count = Integer.parseInt(words.next());
      for (int b = 0; b < count; b++) {
        float[] samples = new float[columns * rows];
        for (int i = 0; i < samples.length; i++) {
          String word = words.next();
          samples[i] = word.equals("nan") ? Float.NaN : Float.parseFloat(word);
        }
        bands.add(samples);
      }
      return new Raster(columns, rows, bands);
    }
  }

  static BufferedImage picture(String name) throws IOException {
    try (InputStream in = open(name + ".png")) {
      return ImageIO.read(in);
    }
  }

  static JsonNode json(String name) throws IOException {
    try (InputStream in = open(name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** Times of a product's scenes, ascending, as capabilities write them. */
  static List<String> times(String product) throws IOException {
    List<String> times = new ArrayList<>();
    for (JsonNode scene : json("scenes").get(product)) {
      times.add(scene.get("time").asText().replace("Z", ".000Z"));
    }
    return times.stream().distinct().sorted().toList();
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(Expected.class.getResourceAsStream("expected/" + file), file);
  }
}
