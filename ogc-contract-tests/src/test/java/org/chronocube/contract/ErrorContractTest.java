// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said in the protocol's form, with its code. */
@ExtendWith(ContractServer.class)
class ErrorContractTest {

  private final OgcServer server;

  ErrorContractTest(OgcServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @CsvSource({
    "layers, nothing, LayerNotDefined",
    "styles, nothing, StyleNotDefined",
    "crs, EPSG:99999, InvalidCRS",
    "format, image/nothing, InvalidFormat",
    "time, 1999, InvalidDimensionValue",
    "request, GetNothing, OperationNotSupported",
  })
  void wms_says_which_parameter_is_wrong(String key, String value, String code) throws Exception {
    Answer answer = Sample.map(server, "belgium_s2", "", key, value);
    Errors.assertWmsCode(answer, code);
  }

  @Test
  void wms_one_one_one_has_its_own_codes_and_type() throws Exception {
    Answer answer =
        Sample.map(
            server, "belgium_s2", "", "version", "1.1.1", "srs", "EPSG:99999", "crs", "EPSG:99999");
    Errors.assertWms111(answer, "InvalidSRS");
  }

  @Test
  void get_feature_info_knows_its_own_errors() throws Exception {
    String[] info = {
      "request", "GetFeatureInfo",
      "query_layers", server.layer("belgium_s2"),
      "info_format", "application/json",
      "i", "200",
      "j", "0"
    };
    Errors.assertWmsCode(Sample.map(server, "belgium_s2", "", info), "InvalidPoint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coverageId | nothing__here | 404 | NoSuchCoverage",
        "subset | Q(1,2) | 404 | InvalidAxisLabel",
        "subset | E(1,2) | 404 | InvalidSubsetting",
        "subset | E(643400,643300) | 404 | InvalidSubsetting",
        "rangeSubset | B99 | 404 | NoSuchField",
        "format | image/nothing | 400 | InvalidParameterValue",
        "scaleFactor | 0 | 404 | InvalidScaleFactor",
        "request | GetNothing | 501 | OperationNotSupported",
      })
  void wcs_2_says_which_parameter_is_wrong(String key, String value, int status, String code)
      throws Exception {
    String[] base = {
      "version", "2.0.1",
      "request", "GetCoverage",
      "coverageId", server.coverage("belgium_s2"),
      "format", "image/tiff"
    };
    Errors.assertOwsCode(server.wcs(Sample.joined(base, key, value)), status, code);
  }

  @Test
  void wcs_2_without_a_coverage_says_so() throws Exception {
    Answer answer = server.wcs("version", "2.0.1", "request", "DescribeCoverage");
    Errors.assertOwsCode(answer, 404, "emptyCoverageIdList");
  }

  @Test
  void wps_says_that_there_is_no_such_process() throws Exception {
    Answer answer =
        server.wps(
            "version", "1.0.0", "request", "DescribeProcess", "identifier", "datacube:Nothing");
    Errors.assertOwsCode(
        answer,
        KnownDifference.WPS_ERROR_STATUS.numberOn(server),
        KnownDifference.WPS_UNKNOWN_PROCESS.on(server));
  }

  @Test
  void wps_says_that_there_is_no_such_operation() throws Exception {
    Answer answer = server.wps("version", "1.0.0", "request", "GetNothing");
    Errors.assertOwsCode(
        answer, KnownDifference.WPS_OPERATION_STATUS.numberOn(server), "OperationNotSupported");
  }
}
