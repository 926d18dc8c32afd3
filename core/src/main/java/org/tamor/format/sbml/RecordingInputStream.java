package org.tamor.format.sbml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Keeps what is read of a stream, so that it can be read again from its beginning, until told to
/// stop.
final class RecordingInputStream extends InputStream {

    private final InputStream stream;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean records = true;

    RecordingInputStream(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public int read() throws IOException {
        int value = stream.read();
        if (records && value >= 0) {
            kept.write(value);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = stream.read(buffer, offset, length);
        if (records && count > 0) {
            kept.write(buffer, offset, count);
        }
        return count;
    }

    /// Keeps nothing from here on.
    void stop() {
        records = false;
        kept = new ByteArrayOutputStream();
    }

    /// All from the beginning, but not much more than may be read.
    byte[] all() throws IOException {
        kept.write(stream.readNBytes((int) XmlCursor.MAXIMUM_BYTES + 1 - kept.size()));
        return kept.toByteArray();
    }
}
