// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.HttpTransfer;
import org.chronocube.io.range.OpenedSource;

/**
 * One bucket as a tree: keys with slashes are paths, and a directory is there when a key begins
 * with its name and a slash. Keys with empty parts, {@code .} or {@code ..} are left out.
 *
 * @param root {@code s3://BUCKET}
 * @param transfer sends what is asked of it
 * @param requests makes it
 * @param objects opens objects
 */
record S3Store(String root, HttpTransfer transfer, S3Requests requests, ByteSources objects)
    implements RemoteStore {

  private static final int MAX_PAGE_BYTES = 16 << 20;
  private static final int MAX_ENTRIES = 1_000_000;

  @Override
  public RemoteAttributes attributes(URI uri) throws IOException {
    String key = S3Uris.key(uri);
    if (key.isEmpty()) {
      return RemoteAttributes.DIRECTORY;
    }
    try {
      HttpResponse<byte[]> answer =
          transfer.get(new HttpTransfer.Call(requests, "HEAD", uri, Map.of(), 0));
      return HttpStore.attributes(answer);
    } catch (FileNotFoundException noObject) {
      S3Xml.Page page = page(Map.of("prefix", key + "/", "max-keys", "1"));
      if (page.objects().isEmpty() && page.prefixes().isEmpty()) {
        throw noObject;
      }
      return RemoteAttributes.DIRECTORY;
    }
  }

  @Override
  public List<Child> list(URI directory) throws IOException {
    String key = S3Uris.key(directory);
    String prefix = key.isEmpty() ? "" : key + "/";
    List<Child> children = new ArrayList<>();
    Map<String, String> parameters = new HashMap<>(Map.of("prefix", prefix, "delimiter", "/"));
    boolean isThere = key.isEmpty();
    for (String token = ""; token != null; ) {
      S3Xml.Page page = page(parameters);
      isThere |= !page.objects().isEmpty() || !page.prefixes().isEmpty();
      add(page, prefix, children);
      if (children.size() > MAX_ENTRIES) {
        throw new IOException(
            "a directory must have at most " + MAX_ENTRIES + " entries, has more");
      }
      token = page.next();
      parameters.put("continuation-token", String.valueOf(token));
    }
    if (!isThere) {
      throw new FileNotFoundException("the bucket has no key that begins so");
    }
    return children;
  }

  private static void add(S3Xml.Page page, String prefix, List<Child> children) {
    for (String folder : page.prefixes()) {
      if (folder.length() > prefix.length()) {
        add(
            folder.substring(prefix.length(), folder.length() - 1),
            RemoteAttributes.DIRECTORY,
            children);
      }
    }
    for (S3Xml.S3Object object : page.objects()) {
      add(
          object.key().substring(Math.min(prefix.length(), object.key().length())),
          new RemoteAttributes(false, object.size(), object.modified(), object.tag()),
          children);
    }
  }

  // A key may end in a slash: an empty object that stands for the directory itself.
  private static void add(String name, RemoteAttributes attributes, List<Child> children) {
    if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
      children.add(new Child(name, attributes));
    }
  }

  private S3Xml.Page page(Map<String, String> parameters) throws IOException {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("list-type", "2");
    all.put("encoding-type", "url");
    HttpResponse<byte[]> answer =
        transfer.get(
            new HttpTransfer.Call(
                requests.listing(all), "GET", URI.create(root), Map.of(), MAX_PAGE_BYTES));
    return S3Xml.page(answer.body());
  }

  @Override
  public OpenedSource open(URI uri) throws IOException {
    return objects.open(uri);
  }
}
