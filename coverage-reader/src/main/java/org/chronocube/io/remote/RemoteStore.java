// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.chronocube.io.range.OpenedSource;

/** What lies behind a remote file system. Safe for concurrent use. */
interface RemoteStore {

  /** Scheme and authority, e.g. {@code s3://bucket}. */
  String root();

  /**
   * What is at a URI.
   *
   * @throws java.io.FileNotFoundException when nothing is
   */
  RemoteAttributes attributes(URI uri) throws IOException;

  /**
   * The entries of a directory.
   *
   * @throws java.io.FileNotFoundException when there is no such directory
   * @throws IOException when it cannot be listed
   */
  List<Child> list(URI directory) throws IOException;

  /** Opens a file. */
  OpenedSource open(URI uri) throws IOException;

  /** An entry of a directory. */
  record Child(String name, RemoteAttributes attributes) {}
}
