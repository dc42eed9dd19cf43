// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What decodes JPEG 2000. Both decoders give the same samples. */
public enum Jp2Decoders {
  /** The native library when it is there, else Java. */
  AUTO,
  /** OpenJPEG 2.3 or later, which must be there. */
  NATIVE,
  /** Java, on every machine. */
  JAVA;

  private static final Logger LOG = LoggerFactory.getLogger(Jp2Decoders.class);

  /**
   * The decoder of a name such as {@code auto}, in any case.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Jp2Decoders parse(String name) {
    for (Jp2Decoders value : values()) {
      if (value.id().equalsIgnoreCase(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "JPEG 2000 decoder must be one of auto, native, java, was " + name);
  }

  /** The name as configuration writes it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why this cannot be used on this machine; empty when it can. */
  public Optional<String> missing() {
    return this == NATIVE && Found.LIBRARY.openJpeg().isEmpty()
        ? Optional.of(Found.LIBRARY.said())
        : Optional.empty();
  }

  SampleDecoder choose() {
    JavaDecoder java = new JavaDecoder();
    if (this == JAVA) {
      LOG.info("JPEG 2000 is decoded in Java, as configured");
      return java;
    }
    missing()
        .ifPresent(
            why -> {
              throw new IllegalStateException("native JPEG 2000 decoder must be there: " + why);
            });
    Optional<OpenJpeg> library = Found.LIBRARY.openJpeg();
    return library.isPresent() ? new NativeDecoder(library.get(), java) : java;
  }

  /** Looked for once in a process, when it is first needed. */
  private static final class Found {
    static final OpenJpeg.Search LIBRARY = search();

    private static OpenJpeg.Search search() {
      OpenJpeg.Search search = find();
      LOG.info(
          "JPEG 2000 is decoded {}: {}",
          search.openJpeg().isPresent() ? "by OpenJPEG" : "in Java",
          search.said());
      return search;
    }

    private static OpenJpeg.Search find() {
      try {
        return OpenJpeg.find();
      } catch (LinkageError e) {
        return new OpenJpeg.Search(Optional.empty(), "JNA cannot be used: " + e);
      }
    }
  }
}
