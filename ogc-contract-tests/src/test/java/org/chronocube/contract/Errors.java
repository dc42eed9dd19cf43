// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

/** The form of exceptions in each protocol. */
final class Errors {

  private Errors() {}

  /** WMS 1.3.0 and 1.1.1, WCS 1.0.0: a ServiceExceptionReport, by GeoServer's habit with 200. */
  static void assertWms(Answer answer, String code, String locator) {
    assertThat(answer.status()).as(answer::summary).isEqualTo(200);
    Xml xml = answer.xml();
    assertThat(xml.texts("/ServiceExceptionReport/ServiceException")).hasSize(1);
    assertThat(xml.text("//ServiceException/@code")).as(answer::summary).isEqualTo(code);
    assertThat(xml.text("//ServiceException/@locator")).as(answer::summary).isEqualTo(locator);
    assertThat(xml.text("//ServiceException")).isNotEmpty();
  }

  /** WCS 2.0, 1.1 and WPS 1.0: an ows:ExceptionReport. */
  static void assertOws(Answer answer, int status, String code, String locator) {
    assertThat(answer.status()).as(answer::summary).isEqualTo(status);
    Xml xml = answer.xml();
    assertThat(xml.texts("/ExceptionReport/Exception")).as(answer::summary).hasSize(1);
    assertThat(xml.text("//Exception/@exceptionCode")).as(answer::summary).isEqualTo(code);
    assertThat(xml.text("//Exception/@locator")).as(answer::summary).isEqualTo(locator);
    assertThat(xml.text("//Exception/ExceptionText")).isNotEmpty();
  }
}
