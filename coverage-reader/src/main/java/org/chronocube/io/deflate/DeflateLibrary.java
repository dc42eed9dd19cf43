// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What inflates and deflates. All give the same bytes when inflating. */
public enum DeflateLibrary {
  /** The native library when it is there, else Java. */
  AUTO,
  /** libdeflate, which must be there. */
  NATIVE,
  /** Java, on every machine. */
  JAVA;

  private static final Logger LOG = LoggerFactory.getLogger(DeflateLibrary.class);

  /**
   * The library of a name such as {@code auto}, in any case.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static DeflateLibrary parse(String name) {
    for (DeflateLibrary value : values()) {
      if (value.id().equalsIgnoreCase(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException("deflate must be one of auto, native, java, was " + name);
  }

  /** The name as configuration writes it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why this cannot be used on this machine; empty when it can. */
  public Optional<String> missing() {
    return this == NATIVE && !Found.LIBRARY.found()
        ? Optional.of(Found.LIBRARY.said())
        : Optional.empty();
  }

  /**
   * What works as this says; cheap after the first call in a process.
   *
   * @throws IllegalStateException when it is {@link #missing()}
   */
  public Zlib open() {
    if (this == JAVA) {
      return new Zlib(false);
    }
    missing()
        .ifPresent(
            why -> {
              throw new IllegalStateException("libdeflate must be there: " + why);
            });
    return new Zlib(Found.LIBRARY.found());
  }

  /** Looked for once in a process, when it is first needed. */
  private static final class Found {
    static final LibDeflate.Search LIBRARY = search();

    private static LibDeflate.Search search() {
      LibDeflate.Search search = find();
      LOG.info(
          "Deflate is done {}: {}", search.found() ? "by libdeflate" : "in Java", search.said());
      return search;
    }

    private static LibDeflate.Search find() {
      try {
        return LibDeflate.find();
      } catch (LinkageError e) {
        return new LibDeflate.Search(false, "JNA cannot be used: " + e);
      }
    }
  }
}
