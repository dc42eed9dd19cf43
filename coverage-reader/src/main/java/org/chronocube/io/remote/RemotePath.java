// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A path in a {@link RemoteFileSystem}. As text an absolute one begins with the file system's root,
 * {@code s3://bucket/a/b}, so that messages say where it is; a query (signed URLs have one) is in
 * its URI only.
 */
final class RemotePath implements Path {

  private final RemoteFileSystem system;
  private final List<String> names;
  private final boolean isAbsolute;
  private final String query;

  /** What the listing that it comes from said of it, null when it comes from nowhere. */
  private final RemoteAttributes listed;

  RemotePath(RemoteFileSystem system, List<String> names, boolean isAbsolute) {
    this(system, names, isAbsolute, null, null);
  }

  RemotePath(
      RemoteFileSystem system,
      List<String> names,
      boolean isAbsolute,
      String query,
      RemoteAttributes listed) {
    this.system = system;
    this.names = List.copyOf(names);
    this.isAbsolute = isAbsolute;
    this.query = query;
    this.listed = listed;
  }

  RemoteAttributes listed() {
    return listed;
  }

  /** The entry of this directory that a listing told of. */
  RemotePath child(RemoteStore.Child child) {
    List<String> all = new ArrayList<>(names);
    all.add(child.name());
    return new RemotePath(system, all, isAbsolute, null, child.attributes());
  }

  @Override
  public RemoteFileSystem getFileSystem() {
    return system;
  }

  @Override
  public boolean isAbsolute() {
    return isAbsolute;
  }

  @Override
  public Path getRoot() {
    return isAbsolute ? system.root() : null;
  }

  @Override
  public Path getFileName() {
    return names.isEmpty() ? null : relative(names.size() - 1, names.size());
  }

  @Override
  public Path getParent() {
    if (names.isEmpty() || (names.size() == 1 && !isAbsolute)) {
      return null;
    }
    return new RemotePath(system, names.subList(0, names.size() - 1), isAbsolute);
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public Path getName(int index) {
    if (index < 0 || index >= names.size()) {
      throw new IllegalArgumentException("index must be in the path, was " + index);
    }
    return relative(index, index + 1);
  }

  @Override
  public Path subpath(int begin, int end) {
    if (begin < 0 || begin >= end || end > names.size()) {
      throw new IllegalArgumentException(
          "begin and end must be in the path, were " + begin + " and " + end);
    }
    return relative(begin, end);
  }

  private RemotePath relative(int begin, int end) {
    return new RemotePath(system, names.subList(begin, end), false);
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof RemotePath that
        && that.system == system
        && that.isAbsolute == isAbsolute
        && (that.isAbsolute || that.names.isEmpty() == names.isEmpty())
        && that.names.size() <= names.size()
        && that.names.equals(names.subList(0, that.names.size()));
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof RemotePath that) || that.system != system) {
      return false;
    }
    int from = names.size() - that.names.size();
    return that.isAbsolute
        ? equals(that)
        : from >= 0
            && !that.names.isEmpty()
            && that.names.equals(names.subList(from, names.size()));
  }

  @Override
  public Path normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      boolean canGoUp = !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..");
      if (name.equals("..") && canGoUp) {
        kept.remove(kept.size() - 1);
      } else if (!name.equals(".") && !(name.equals("..") && isAbsolute)) {
        kept.add(name);
      }
    }
    return kept.equals(names) ? this : new RemotePath(system, kept, isAbsolute, query, null);
  }

  @Override
  public Path resolve(Path other) {
    RemotePath that = same(other);
    if (that.isAbsolute || (names.isEmpty() && !isAbsolute)) {
      return that;
    }
    if (that.names.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(that.names);
    return new RemotePath(system, all, isAbsolute, that.query, null);
  }

  @Override
  public Path relativize(Path other) {
    RemotePath that = same(other);
    if (that.isAbsolute != isAbsolute) {
      throw new IllegalArgumentException("both paths must be absolute, or both relative");
    }
    int common = 0;
    while (common < Math.min(names.size(), that.names.size())
        && names.get(common).equals(that.names.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>();
    for (int i = common; i < names.size(); i++) {
      way.add("..");
    }
    way.addAll(that.names.subList(common, that.names.size()));
    return new RemotePath(system, way, false);
  }

  private RemotePath same(Path other) {
    if (Objects.requireNonNull(other, "path") instanceof RemotePath that && that.system == system) {
      return that;
    }
    throw new ProviderMismatchException("the path must be one of " + system + ", was " + other);
  }

  @Override
  public URI toUri() {
    RemotePath absolute = toAbsolutePath();
    String path = S3Uris.encode(String.join("/", absolute.names), true);
    return URI.create(system.store().root() + "/" + path + (query == null ? "" : "?" + query));
  }

  @Override
  public RemotePath toAbsolutePath() {
    return isAbsolute ? this : new RemotePath(system, names, true, query, listed);
  }

  /** The normalised absolute path; there are no links. */
  @Override
  public Path toRealPath(LinkOption... options) {
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("remote directories cannot be watched");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(same(other).toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RemotePath that
        && that.system == system
        && that.isAbsolute == isAbsolute
        && that.names.equals(names)
        && Objects.equals(that.query, query);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  /** As in a local file system, for patterns: {@code /a/b}. */
  String local() {
    return (isAbsolute ? "/" : "") + String.join("/", names);
  }

  @Override
  public String toString() {
    return isAbsolute ? system.store().root() + local() : local();
  }
}
