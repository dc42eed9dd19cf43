// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * What is known of a remote file or directory.
 *
 * @param isDirectory directories have no size and no time
 * @param size in bytes
 * @param modified time of the last change; the epoch when the server does not say
 * @param tag of the content, null for directories
 */
record RemoteAttributes(boolean isDirectory, long size, Instant modified, String tag)
    implements BasicFileAttributes {

  static final RemoteAttributes DIRECTORY = new RemoteAttributes(true, 0, Instant.EPOCH, null);

  @Override
  public boolean isRegularFile() {
    return !isDirectory;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public Object fileKey() {
    return tag;
  }

  @Override
  public FileTime lastModifiedTime() {
    return FileTime.from(modified);
  }

  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  @Override
  public FileTime creationTime() {
    return lastModifiedTime();
  }
}
