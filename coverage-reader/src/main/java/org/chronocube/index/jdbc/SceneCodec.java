// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chronocube.grid.Extent;
import org.chronocube.index.IndexException;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Scene;
import org.chronocube.time.SolarDay;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/** Between scenes and the columns of their rows. */
final class SceneCodec {

  private static final int DIGEST_BYTES = 16;
  private static final TypeReference<TreeMap<String, Object>> PROPERTIES = new TypeReference<>() {};

  private SceneCodec() {}

  /**
   * A scene ready to be stored.
   *
   * @param box of the normalised footprint
   * @param solarDay days since 1970
   */
  record Encoded(
      Scene scene,
      Extent box,
      long solarDay,
      byte[] wkb,
      String properties,
      byte[] granules,
      byte[] digest) {}

  /** Encodes one after the other. */
  static List<Encoded> encode(Collection<Scene> scenes) {
    try (Packing packing = new Packing()) {
      return scenes.stream().map(scene -> encode(scene, packing)).toList();
    }
  }

  /**
   * @throws IndexException when the scene has something that cannot be stored, or a footprint that
   *     is none
   */
  private static Encoded encode(Scene scene, Packing packing) {
    checkText(scene, scene.id());
    checkText(scene, scene.acquisition());
    checkText(scene, scene.revision());
    Geometry footprint;
    try {
      footprint = Footprints.normalize(scene.footprint());
    } catch (IllegalArgumentException e) {
      throw new IndexException("footprint of scene " + scene.id() + ": " + e.getMessage(), e);
    }
    byte[] wkb = new WKBWriter(2).write(footprint);
    String properties = properties(scene);
    String granules = GranuleCodec.write(scene.granules());
    return new Encoded(
        scene,
        Footprints.extent(footprint),
        SolarDay.of(scene.time(), Footprints.centreLongitude(footprint)).toEpochDay(),
        wkb,
        properties,
        packing.pack(granules),
        digest(scene, wkb, properties, granules));
  }

  /** The scene of a row. */
  static Scene decode(SceneRow row, Packing packing) {
    return new Scene(
        row.id,
        row.product,
        Instant.ofEpochMilli(row.time),
        row.footprint(),
        row.acquisition,
        row.revision,
        row.properties(),
        GranuleCodec.read(granules(row, packing), row.id));
  }

  private static String granules(SceneRow row, Packing packing) {
    try {
      return packing.unpack(row.granules());
    } catch (IllegalArgumentException e) {
      throw new IndexException("granules of scene " + row.id + " cannot be decoded", e);
    }
  }

  static Geometry readFootprint(byte[] wkb, String scene) {
    try {
      return new WKBReader().read(wkb);
    } catch (ParseException e) {
      throw new IndexException("footprint of scene " + scene + " cannot be decoded", e);
    }
  }

  static Map<String, Object> readProperties(String json, String scene) {
    try {
      return Dialect.JsonText.MAPPER.readValue(json, PROPERTIES);
    } catch (JsonProcessingException e) {
      throw new IndexException("properties of scene " + scene + " cannot be decoded", e);
    }
  }

  private static String properties(Scene scene) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    scene
        .properties()
        .forEach(
            (name, value) -> {
              checkText(scene, name);
              sorted.put(name, storable(scene, name, value));
            });
    try {
      return Dialect.JsonText.MAPPER.writeValueAsString(sorted);
    } catch (JsonProcessingException e) {
      throw new IndexException("properties of scene " + scene.id() + " cannot be encoded", e);
    }
  }

  /** Integers stay integers, other numbers become doubles, which both databases read alike. */
  private static Object storable(Scene scene, String name, Object value) {
    if (value instanceof String text) {
      checkText(scene, text);
      return text;
    }
    boolean integer =
        value instanceof Integer
            || value instanceof Long
            || value instanceof Short
            || value instanceof Byte;
    if (integer || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      double exact = Double.parseDouble(number.toString());
      if (Double.isFinite(exact)) {
        return exact;
      }
    }
    throw new IndexException(
        "property "
            + name
            + " of scene "
            + scene.id()
            + " must be a text, a finite number or a boolean, was "
            + value);
  }

  /** PostgreSQL cannot store the character U+0000. */
  private static void checkText(Scene scene, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IndexException("scene " + scene.id() + " must not have text with U+0000");
    }
  }

  private static byte[] digest(Scene scene, byte[] wkb, String properties, String granules) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String head = scene.acquisition() + '\0' + scene.revision() + '\0' + scene.time() + '\0';
      sha.update((head + properties + '\0' + granules).getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(sha.digest(wkb), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
