// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

/** The form of exceptions in each protocol. */
final class Errors {

  private Errors() {}

  /** WMS 1.3.0: a ServiceExceptionReport, by GeoServer's habit with status 200. */
  static void assertWmsCode(Answer answer, String code) {
    assertThat(answer.status()).as(answer::summary).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("text/xml");
    Xml xml = answer.xml();
    assertThat(xml.text("/ServiceExceptionReport/@version")).isEqualTo("1.3.0");
    assertThat(xml.texts("/ServiceExceptionReport/ServiceException")).hasSize(1);
    assertThat(xml.text("//ServiceException/@code")).as(answer::summary).isEqualTo(code);
    assertThat(xml.text("//ServiceException")).isNotEmpty();
  }

  /** The same with the parameter at fault. */
  static void assertWms(Answer answer, String code, String locator) {
    assertWmsCode(answer, code);
    assertThat(answer.xml().text("//ServiceException/@locator"))
        .as(answer::summary)
        .isEqualTo(locator);
  }

  /** WMS 1.1.1 has a media type of its own. */
  static void assertWms111(Answer answer, String code) {
    assertThat(answer.status()).as(answer::summary).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("application/vnd.ogc.se_xml");
    Xml xml = Xml.parse(answer.bytes());
    assertThat(xml.text("/ServiceExceptionReport/@version")).isEqualTo("1.1.1");
    assertThat(xml.text("//ServiceException/@code")).as(answer::summary).isEqualTo(code);
  }

  /** WCS 2.0, 1.1 and WPS 1.0: an ows:ExceptionReport. */
  static void assertOwsCode(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer::summary).isEqualTo(status);
    Xml xml = answer.xml();
    assertThat(xml.texts("/ExceptionReport/Exception")).as(answer::summary).hasSize(1);
    assertThat(xml.text("//Exception/@exceptionCode")).as(answer::summary).isEqualTo(code);
    assertThat(xml.text("//Exception/ExceptionText")).isNotEmpty();
  }

  /** The same with the parameter at fault. */
  static void assertOws(Answer answer, int status, String code, String locator) {
    assertOwsCode(answer, status, code);
    assertThat(answer.xml().text("//Exception/@locator")).as(answer::summary).isEqualTo(locator);
  }
}
