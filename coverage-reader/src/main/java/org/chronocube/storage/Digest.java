// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

/**
 * Tells records apart by 64 bits: FNV-1a over characters and words, finished by the mixer of
 * SplitMix64. Not for what somebody may want to forge; quick, since every request makes one for
 * each scene it found.
 */
final class Digest {

  private static final long PRIME = 0x100000001b3L;

  private long state = 0xcbf29ce484222325L;

  Digest add(String text) {
    long h = state;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * PRIME;
    }
    // An end that no character is: "a", "bc" must differ from "ab", "c".
    state = (h ^ 0x10000) * PRIME;
    return this;
  }

  Digest add(long word) {
    long mixed = word * 0x9e3779b97f4a7c15L;
    state = (state ^ mixed ^ (mixed >>> 32)) * PRIME;
    return this;
  }

  Digest add(double number) {
    return add(Double.doubleToLongBits(number));
  }

  long value() {
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
