// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

/**
 * How to open an index.
 *
 * @param readOnly true to refuse every write; the index must exist
 * @param poolSize most connections at a time, ≥ 1; each open stream holds one
 * @param user for PostgreSQL, or null when the URL or the server says who
 * @param password for PostgreSQL, or null
 */
public record Options(boolean readOnly, int poolSize, String user, String password) {

  private static final int DEFAULT_POOL_SIZE = 10;

  public Options {
    if (poolSize < 1) {
      throw new IllegalArgumentException("pool size must be >= 1, was " + poolSize);
    }
  }

  public static Options forWriting() {
    return new Options(false, DEFAULT_POOL_SIZE, null, null);
  }

  public static Options forReading() {
    return new Options(true, DEFAULT_POOL_SIZE, null, null);
  }

  public Options withPoolSize(int connections) {
    return new Options(readOnly, connections, user, password);
  }

  public Options withCredentials(String name, String secret) {
    return new Options(readOnly, poolSize, name, secret);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Options[readOnly=" + readOnly + ", poolSize=" + poolSize + ", user=" + user + "]";
  }
}
