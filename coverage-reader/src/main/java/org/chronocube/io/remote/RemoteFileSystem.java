// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bucket or a server as a read-only file system. It holds nothing open, so it stays open. */
final class RemoteFileSystem extends FileSystem {

  private final RemoteStore store;
  private final RemoteProvider provider;

  RemoteFileSystem(RemoteStore store) {
    this.store = store;
    this.provider = new RemoteProvider(this);
  }

  RemoteStore store() {
    return store;
  }

  RemotePath root() {
    return new RemotePath(this, List.of(), true);
  }

  /**
   * The path that a URI names.
   *
   * @param path decoded
   * @param query raw, or null
   */
  RemotePath path(String path, String query) {
    return new RemotePath(this, names(path), true, query, null);
  }

  @Override
  public RemotePath getPath(String first, String... more) {
    String text =
        Stream.concat(Stream.of(first), Arrays.stream(more))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/"));
    boolean hasRoot = text.equals(store.root()) || text.startsWith(store.root() + "/");
    String rest = hasRoot ? text.substring(store.root().length()) : text;
    return new RemotePath(this, names(rest), hasRoot || rest.startsWith("/"));
  }

  private static List<String> names(String path) {
    return Arrays.stream(path.split("/", -1)).filter(name -> !name.isEmpty()).toList();
  }

  @Override
  public RemoteProvider provider() {
    return provider;
  }

  /** Does nothing: others may hold paths of it. */
  @Override
  public void close() {
    // nothing is open
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(root());
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    FileSystem local = FileSystems.getDefault();
    PathMatcher matcher = local.getPathMatcher(syntaxAndPattern);
    return path -> path instanceof RemotePath p && matcher.matches(local.getPath(p.local()));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("remote files have no owners");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("remote directories cannot be watched");
  }

  @Override
  public String toString() {
    return store.root();
  }
}
