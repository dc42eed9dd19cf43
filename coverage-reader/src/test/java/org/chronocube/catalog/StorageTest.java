// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.chronocube.InvalidParameterException;
import org.chronocube.io.remote.ArchiveSettings;
import org.chronocube.io.remote.S3Bucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The storage of a catalog: how buckets are read, and which places may be read at all. */
class StorageTest {

  private static final String PRODUCTS =
      """
      products:
        - id: one
          parser: stac-item
          location: s3://landsat/collection02
          options: {hosts: "Data.Example.org, more-data"}
          bands: [{name: B04, type: uint16}]
        - id: two
          parser: stac-item
          location: https://stac.example.org/catalog.json
          bands: [{name: B04, type: uint16}]
        - id: three
          parser: stac-item
          location: s3://eodata/Sentinel-2
          bands: [{name: B04, type: uint16}]
      cubes: []
      """;

  private static Catalog parse(String storage) {
    return CatalogReader.parse(
        "version: 1\nindex: jdbc:sqlite:i\n" + storage + PRODUCTS, Path.of("/data"));
  }

  private static final String EODATA =
      """
      storage:
        - bucket: eodata
          endpoint: https://eodata.dataspace.copernicus.eu
          region: default
          profile: cdse
        - {bucket: open, credentials: anonymous, region: us-west-2}
        - {bucket: paid, addressing: path, requester-pays: true}
      """;

  @Test
  void buckets_are_read_as_their_storage_says() {
    assertThat(parse(EODATA).storage())
        .containsExactly(
            new S3Bucket(
                "eodata",
                URI.create("https://eodata.dataspace.copernicus.eu"),
                "default",
                true,
                false,
                "cdse",
                false),
            new S3Bucket("open", null, "us-west-2", false, true, null, false),
            new S3Bucket("paid", null, null, true, false, null, true));
  }

  @Test
  void what_may_be_read_is_what_the_catalog_names() {
    ArchiveSettings settings = Storage.settings(parse(EODATA), 1 << 20);
    assertThat(settings.hosts())
        .containsExactlyInAnyOrder("data.example.org", "more-data", "stac.example.org");
    assertThat(settings.buckets())
        .extracting(S3Bucket::name)
        .containsExactlyInAnyOrder(
            "eodata", "open", "paid", "landsat", "more-data", "data.example.org");
    assertThat(settings.buckets())
        .filteredOn(bucket -> bucket.name().equals("eodata"))
        .as("the location does not replace what storage says")
        .allMatch(bucket -> bucket.profile().equals("cdse"));
  }

  @Test
  void a_catalog_need_not_say_anything_of_storage() {
    assertThat(parse("").storage()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{bucket: a/b} | bucket must be letters, digits, '.', '_' and '-', was a/b",
        "{bucket: ab, endpoint: 'https://u:secret@host'} | endpoint must be http(s)://HOST",
        "{bucket: ab, endpoint: 'file:///etc'} | endpoint must be http(s)://HOST",
        "{bucket: ab, endpoint: 'https://host/secret path'} | endpoint must be http(s)://HOST",
        "{bucket: ab, addressing: dns} | addressing must be one of [virtual-host, path], was dns",
        "{bucket: ab, credentials: key} | credentials must be one of [chain, anonymous], was key",
        "{bucket: ab, credentials: anonymous, profile: p} | must have no profile",
        "{bucket: ab, region: 'x/y'} | region must be letters, digits and '-', was x/y",
        "{bucket: ab, secret: s} | storage[0].secret must be one of",
        "{endpoint: 'https://host'} | storage[0].bucket must be text, was missing"
      })
  void broken_storage_is_told_without_secrets(String bucket, String message) {
    assertThatThrownBy(() -> parse("storage: [" + bucket + "]\n"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret@")
        .hasMessageNotContaining("secret path");
  }

  @Test
  void a_bucket_is_described_once() {
    assertThatThrownBy(() -> parse("storage: [{bucket: ab}, {bucket: ab}]\n"))
        .hasMessageContaining("unique in the storage");
  }
}
