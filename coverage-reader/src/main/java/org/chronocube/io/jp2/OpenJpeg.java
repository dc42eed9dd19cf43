// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import com.sun.jna.Callback;
import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions of OpenJPEG ({@code openjpeg.h}, version 2.3 and later) that decoding takes, on 64
 * bit platforms. {@code createDecompress} is {@code opj_create_decompress}, and so on.
 */
interface OpenJpeg extends Library {

  /** {@code OPJ_CODEC_J2K}: a bare codestream. */
  int CODESTREAM = 0;

  String version();

  Pointer createDecompress(int format);

  void destroyCodec(Pointer codec);

  void setDefaultDecoderParameters(Pointer parameters);

  int setupDecoder(Pointer codec, Pointer parameters);

  int setErrorHandler(Pointer codec, Message handler, Pointer user);

  int codecSetThreads(Pointer codec, int threads);

  int readHeader(Pointer stream, Pointer codec, PointerByReference image);

  int setDecodedComponents(Pointer codec, int count, int[] components, int transforms);

  int setDecodeArea(Pointer codec, Pointer image, int x0, int y0, int x1, int y1);

  int decode(Pointer codec, Pointer stream, Pointer image);

  void imageDestroy(Pointer image);

  Pointer streamCreate(long bufferSize, int input);

  void streamDestroy(Pointer stream);

  void streamSetUserData(Pointer stream, Pointer user, Pointer release);

  void streamSetUserDataLength(Pointer stream, long length);

  void streamSetReadFunction(Pointer stream, Read function);

  void streamSetSkipFunction(Pointer stream, Skip function);

  void streamSetSeekFunction(Pointer stream, Seek function);

  /** {@code opj_stream_read_fn}. */
  interface Read extends Callback {
    /**
     * @return how many bytes were given, -1 at the end
     */
    long invoke(Pointer buffer, long count, Pointer user);
  }

  /** {@code opj_stream_skip_fn}. */
  interface Skip extends Callback {
    /**
     * @return how many bytes were skipped, -1 when there are not so many
     */
    long invoke(long count, Pointer user);
  }

  /** {@code opj_stream_seek_fn}. */
  interface Seek extends Callback {
    /**
     * @return 0 when there is no such place
     */
    int invoke(long position, Pointer user);
  }

  /** {@code opj_msg_callback}. */
  interface Message extends Callback {
    void invoke(String message, Pointer user);
  }

  /**
   * What looking for the library came to.
   *
   * @param openJpeg the library, if it can be used
   * @param said which version it is, or why it cannot be used
   */
  record Search(Optional<OpenJpeg> openJpeg, String said) {

    private static Search failed(String why) {
      return new Search(Optional.empty(), why);
    }
  }

  /**
   * Looks for the library where the system looks for libraries.
   *
   * @throws LinkageError when JNA is missing, or cannot load its own library
   */
  static Search find() {
    return Native.POINTER_SIZE == 8
        ? load()
        : Search.failed("the native library is used on 64 bit platforms only");
  }

  private static Search load() {
    FunctionMapper names =
        (library, method) ->
            "opj_" + method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    StringBuilder failures = new StringBuilder();
    for (String name : names()) {
      try {
        OpenJpeg library =
            Native.load(name, OpenJpeg.class, Map.of(Library.OPTION_FUNCTION_MAPPER, names));
        return checked(library);
      } catch (UnsatisfiedLinkError missing) {
        failures
            .append(failures.isEmpty() ? "" : "; ")
            .append(missing.getMessage().lines().findFirst().orElse(name));
      }
    }
    return Search.failed("the library OpenJPEG was not found: " + failures);
  }

  private static List<String> names() {
    if (Platform.isWindows()) {
      return List.of("openjp2", "libopenjp2");
    }
    return Platform.isMac() ? List.of("openjp2") : List.of("libopenjp2.so.7", "openjp2");
  }

  private static Search checked(OpenJpeg library) {
    String version = library.version();
    Matcher numbers = Pattern.compile("(\\d+)\\.(\\d+).*").matcher(version);
    boolean known =
        numbers.matches()
            && Integer.parseInt(numbers.group(1)) == 2
            && Integer.parseInt(numbers.group(2)) >= 3;
    return known
        ? new Search(Optional.of(library), "version " + version)
        : Search.failed("OpenJPEG must be of version 2.3 or later in 2, was " + version);
  }
}
