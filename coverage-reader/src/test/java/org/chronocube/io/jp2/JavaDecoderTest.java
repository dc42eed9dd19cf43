// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

class JavaDecoderTest extends Jp2ReaderTck {

  @Override
  Jp2Decoders decoders() {
    return Jp2Decoders.JAVA;
  }
}
