// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what an endpoint answered. */
public final class FakeResponse implements WebResponse {

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;

  public int status() {
    return status;
  }

  public String header(String name) {
    return headers.get(name);
  }

  public byte[] bytes() {
    return body.toByteArray();
  }

  public String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void status(int code) {
    status = code;
  }

  @Override
  public void header(String name, String value) {
    headers.put(name, value);
  }

  @Override
  public OutputStream body() {
    return body;
  }

  @Override
  public boolean isCommitted() {
    return body.size() > 0;
  }
}
