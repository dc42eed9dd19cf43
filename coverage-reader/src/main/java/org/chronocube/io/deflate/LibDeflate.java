// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The functions of libdeflate ({@code libdeflate.h}, version 1.0 and later) for zlib streams, on 64
 * bit platforms: sizes and addresses are {@code long}. {@code allocCompressor} is {@code
 * libdeflate_alloc_compressor}, and so on. To be called only after {@link #find()} found them.
 */
final class LibDeflate {

  /** {@code LIBDEFLATE_SUCCESS}. */
  static final int SUCCESS = 0;

  /** {@code LIBDEFLATE_INSUFFICIENT_SPACE}: more comes out than there is room for. */
  static final int INSUFFICIENT_SPACE = 3;

  private LibDeflate() {}

  /**
   * @return 0 when there is no memory
   */
  static native long allocDecompressor();

  static native void freeDecompressor(long decompressor);

  /**
   * Inflates a stream.
   *
   * @param count address of a {@code size_t} that gets the number of bytes that came out
   * @return {@link #SUCCESS}, or what is wrong; {@link #INSUFFICIENT_SPACE} when more than {@code
   *     available} would come
   */
  static native int zlibDecompress(
      long decompressor, long in, long length, long out, long available, long count);

  /**
   * @return 0 when there is no memory
   */
  static native long allocCompressor(int level);

  static native void freeCompressor(long compressor);

  static native long zlibCompressBound(long compressor, long length);

  /**
   * @return bytes of the stream, 0 when they do not fit
   */
  static native long zlibCompress(long compressor, long in, long length, long out, long available);

  /**
   * What looking for the library came to.
   *
   * @param said where it was found, or why it cannot be used
   */
  record Search(boolean found, String said) {}

  /**
   * Looks for the library where the system looks for libraries.
   *
   * @throws LinkageError when JNA is missing, or cannot load its own library
   */
  static Search find() {
    return Native.POINTER_SIZE == 8
        ? load()
        : new Search(false, "the native library is used on 64 bit platforms only");
  }

  private static Search load() {
    FunctionMapper functions =
        (library, method) ->
            "libdeflate_" + method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    StringBuilder failures = new StringBuilder();
    for (String name : names()) {
      try {
        NativeLibrary library =
            NativeLibrary.getInstance(name, Map.of(Library.OPTION_FUNCTION_MAPPER, functions));
        Native.register(LibDeflate.class, library);
        return checked(library.getFile() == null ? name : library.getFile().toString());
      } catch (UnsatisfiedLinkError missing) {
        failures
            .append(failures.isEmpty() ? "" : "; ")
            .append(missing.getMessage().lines().findFirst().orElse(name));
      }
    }
    return new Search(false, "the library libdeflate was not found: " + failures);
  }

  // Parts of a stream are taken from it, as no promise of the library is that it gives any. The
  // data ends in noise, which becomes stored blocks: of those it must not seem to give parts.
  private static Search checked(String file) {
    byte[] data = new byte[1 << 18];
    new Random(1).nextBytes(data);
    for (int i = 0; i < data.length / 2; i++) {
      data[i] = (byte) (i * i >> 7);
    }
    byte[] stream = new Zlib(true).compress(data, 0, data.length, 1);
    NativeInflater inflater = new NativeInflater();
    try {
      for (int needed = data.length; needed > 0; needed -= 7_919) {
        ByteBuffer out = inflater.inflate(stream, 0, stream.length, needed, data.length);
        boolean mayRefuse = needed > data.length / 4 && needed < data.length;
        if (out == null ? !mayRefuse : mismatches(out, data, needed)) {
          return new Search(false, file + " does not inflate as libdeflate does");
        }
      }
      return new Search(true, file);
    } finally {
      inflater.close();
    }
  }

  private static boolean mismatches(ByteBuffer out, byte[] data, int needed) {
    return out.limit() < needed || !out.slice(0, needed).equals(ByteBuffer.wrap(data, 0, needed));
  }

  private static List<String> names() {
    if (Platform.isWindows()) {
      return List.of("libdeflate", "deflate");
    }
    return Platform.isMac() ? List.of("deflate") : List.of("libdeflate.so.0", "deflate");
  }
}
