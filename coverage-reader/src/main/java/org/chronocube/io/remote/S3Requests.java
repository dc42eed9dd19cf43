// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chronocube.io.range.ResourceRequests;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Requests for {@code s3://BUCKET/KEY} URIs, signed (Signature Version 4) where the bucket wants
 * it. Only buckets that were named are asked; the region of an AWS bucket is learnt from redirects.
 */
final class S3Requests implements ResourceRequests {

  private final Map<String, S3Bucket> buckets;
  private final Function<S3Bucket, AwsCredentialsProvider> credentials;
  private final Clock clock;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final Map<S3Bucket, AwsCredentialsProvider> providers = new ConcurrentHashMap<>();
  private final Map<String, String> regions = new ConcurrentHashMap<>();

  /**
   * @param credentials where those of a bucket come from; asked once a bucket
   */
  S3Requests(
      Collection<S3Bucket> buckets,
      Function<S3Bucket, AwsCredentialsProvider> credentials,
      Clock clock) {
    this.buckets =
        buckets.stream().collect(Collectors.toUnmodifiableMap(S3Bucket::name, Function.identity()));
    this.credentials = credentials;
    this.clock = clock;
  }

  /** The bucket that a URI names. */
  S3Bucket bucket(URI uri) throws IOException {
    String name = uri.getRawAuthority();
    S3Bucket bucket = name == null ? null : buckets.get(name);
    if (bucket == null) {
      throw new IOException(
          "the bucket must be in the catalog's storage or the location of a product, was " + name);
    }
    return bucket;
  }

  @Override
  public HttpRequest request(String method, URI uri, Map<String, String> headers)
      throws IOException {
    return request(bucket(uri), method, S3Uris.key(uri), "", headers);
  }

  /** The requests that list a bucket; the resource they are asked for is the bucket's URI. */
  ResourceRequests listing(Map<String, String> parameters) {
    String query = S3Uris.query(parameters);
    return new ResourceRequests() {
      @Override
      public HttpRequest request(String method, URI uri, Map<String, String> headers)
          throws IOException {
        return S3Requests.this.request(bucket(uri), method, "", query, headers);
      }

      @Override
      public URI redirect(URI uri, String location, Optional<String> region) throws IOException {
        return S3Requests.this.redirect(uri, location, region);
      }

      @Override
      public Optional<String> reason(byte[] body) {
        return S3Requests.this.reason(body);
      }
    };
  }

  private HttpRequest request(
      S3Bucket bucket, String method, String key, String query, Map<String, String> headers)
      throws IOException {
    String region = regions.getOrDefault(bucket.name(), S3Uris.region(bucket));
    URI target = S3Uris.target(bucket, region, key, query);
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(target);
    headers.forEach(request::putHeader);
    if (bucket.requesterPays()) {
      request.putHeader("x-amz-request-payer", "requester");
    }
    Map<String, List<String>> sent =
        bucket.anonymous() ? request.headers() : signed(bucket, region, request.build());
    HttpRequest.Builder result = ResourceRequests.builder(method, target);
    sent.forEach(
        (name, values) -> {
          // The client sends it by itself, and the same.
          if (!name.toLowerCase(Locale.ROOT).equals("host")) {
            values.forEach(value -> result.header(name, value));
          }
        });
    return result.build();
  }

  private Map<String, List<String>> signed(S3Bucket bucket, String region, SdkHttpRequest request)
      throws IOException {
    try {
      AwsCredentialsProvider provider = providers.computeIfAbsent(bucket, credentials);
      SignedRequest signed =
          signer.sign(
              r ->
                  r.identity(provider.resolveCredentials())
                      .request(request)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                      .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                      .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                      .putProperty(HttpSigner.SIGNING_CLOCK, clock));
      return signed.request().headers();
    } catch (SdkException e) {
      throw new IOException(
          "credentials for bucket "
              + bucket.name()
              + " must be in the environment or in ~/.aws, or its storage must say credentials:"
              + " anonymous",
          e);
    }
  }

  // Where it leads is not followed, as that would have to be allowed and signed for: only the
  // region.
  @Override
  public URI redirect(URI uri, String location, Optional<String> region) throws IOException {
    S3Bucket bucket = bucket(uri);
    String was = regions.getOrDefault(bucket.name(), S3Uris.region(bucket));
    if (bucket.endpoint() != null
        || region.isEmpty()
        || region.get().equals(was)
        || !region.get().matches("[a-z0-9-]{1,63}")) {
      throw new IOException(
          "bucket "
              + bucket.name()
              + " must be at the endpoint and in the region that its storage says, is elsewhere"
              + region.map(r -> " (region " + r + ")").orElse(""));
    }
    regions.put(bucket.name(), region.get());
    return uri;
  }

  @Override
  public Optional<String> reason(byte[] body) {
    return S3Xml.errorCode(body);
  }
}
