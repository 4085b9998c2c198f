package fr.passerelle.gateway.schoolfile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what is read, and ends the reading beyond a bound: of the whole stream, and of
 * what a parser may read before it says anything, so that one endless name or value does
 * not fill the memory.
 */
final class BoundedStream extends FilterInputStream {

	private final long max;

	private long count;

	private long allowed = Long.MAX_VALUE;

	BoundedStream(InputStream in, long max) {
		super(in);
		this.max = max;
	}

	/** Bytes read so far. */
	long count() {
		return this.count;
	}

	/** Allows as many bytes more until the next call. */
	void allow(long bytes) {
		this.allowed = this.count + bytes;
	}

	@Override
	public int read() throws IOException {
		int next = super.read();
		counted((next >= 0) ? 1 : 0);
		return next;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int some = super.read(bytes, offset, length);
		counted(Math.max(some, 0));
		return some;
	}

	@Override
	public long skip(long bytes) throws IOException {
		long some = super.skip(bytes);
		counted(some);
		return some;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	/** A parser closes what it has read to the end; what is below is another's. */
	@Override
	public void close() {
		// left open
	}

	private void counted(long some) throws TooLargeException {
		this.count += some;
		if (this.count > this.max || this.count > this.allowed) {
			throw new TooLargeException();
		}
	}

	/** More than may be read. */
	static final class TooLargeException extends IOException {

		private static final long serialVersionUID = 1L;

		TooLargeException() {
			super("too large");
		}

	}

}
