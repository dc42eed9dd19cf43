// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** An S3 server in this process, in memory, that checks signatures; behind a {@link FaultProxy}. */
final class S3Server implements AutoCloseable {

  static final String BUCKET = "archive";
  private static final String USER = "reader";
  static final String SECRET = "very-secret-key";

  private final BlobStore store;
  private final S3Proxy server;
  private final FaultProxy proxy;

  private S3Server(AuthenticationType authentication) throws Exception {
    Properties properties = new Properties();
    store = BlobStores.create("transient-nio2", properties);
    store.createContainer(BUCKET);
    S3Proxy.Builder builder =
        S3Proxy.builder().blobStore(store).endpoint(URI.create("http://127.0.0.1:0"));
    if (authentication != AuthenticationType.NONE) {
      builder.awsAuthentication(authentication, USER, SECRET);
    }
    server = builder.ignoreUnknownHeaders(true).stopTimeout(0).build();
    server.start();
    proxy = new FaultProxy(server.getPort());
  }

  /** One that wants Signature Version 4. */
  static S3Server start() throws Exception {
    return new S3Server(AuthenticationType.AWS_V4);
  }

  /** One that lets anybody read. */
  static S3Server open() throws Exception {
    return new S3Server(AuthenticationType.NONE);
  }

  FaultProxy proxy() {
    return proxy;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.port());
  }

  S3Bucket bucket() {
    return new S3Bucket(BUCKET, endpoint(), "eu-central-1", true, false, null, false);
  }

  static AwsCredentialsProvider credentials(S3Bucket bucket) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, SECRET));
  }

  void put(String key, byte[] content) {
    store.putBlob(
        PutObjectRequest.builder()
            .bucket(BUCKET)
            .key(key)
            .contentLength((long) content.length)
            .build(),
        new ByteArrayInputStream(content));
  }

  @Override
  public void close() throws Exception {
    proxy.close();
    server.stop();
    store.close();
  }
}
