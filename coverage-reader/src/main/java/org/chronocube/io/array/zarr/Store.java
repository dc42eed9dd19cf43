// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.OpenedSource;

/**
 * The files of one Zarr store.
 *
 * @param root of the folder, ends with a slash
 * @param files where they come from
 */
record Store(URI root, ByteSources files) {

  Store {
    String text = root.toString();
    root = text.endsWith("/") ? root : URI.create(text + "/");
  }

  /** A file by its key, e.g. {@code B04/0.1.2}; empty when there is none. */
  Optional<ByteSource> get(String key) throws IOException {
    return open(key).map(OpenedSource::source);
  }

  private Optional<OpenedSource> open(String key) throws IOException {
    try {
      return Optional.of(files.open(uri(key)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** All bytes of a file, of one content; empty when there is none. */
  Optional<byte[]> read(String key) throws IOException {
    try {
      return Optional.of(array(files.readAll(uri(key))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private URI uri(String key) {
    return URI.create(root + key.replace(" ", "%20"));
  }

  /** The bytes of a buffer as an array of their own, or shared when they are all of it. */
  static byte[] array(ByteBuffer bytes) {
    if (bytes.hasArray() && bytes.arrayOffset() == 0 && bytes.remaining() == bytes.array().length) {
      return bytes.array();
    }
    byte[] data = new byte[bytes.remaining()];
    bytes.duplicate().get(data);
    return data;
  }
}
