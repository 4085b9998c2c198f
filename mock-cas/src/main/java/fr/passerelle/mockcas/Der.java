package fr.passerelle.mockcas;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The few DER forms that a certificate is made of (ITU-T X.690).
 */
final class Der {

	private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private Der() {
	}

	static byte[] sequence(byte[]... parts) {
		return tagged(0x30, parts);
	}

	static byte[] set(byte[]... parts) {
		return tagged(0x31, parts);
	}

	static byte[] integer(BigInteger value) {
		return tagged(0x02, value.toByteArray());
	}

	static byte[] bool(boolean value) {
		return tagged(0x01, new byte[] { (byte) (value ? 0xFF : 0) });
	}

	static byte[] octets(byte[] content) {
		return tagged(0x04, content);
	}

	/** A string of whole bytes, or one whose last bits do not count. */
	static byte[] bits(int unused, byte... content) {
		return tagged(0x03, new byte[] { (byte) unused }, content);
	}

	static byte[] text(String content) {
		return tagged(0x0C, content.getBytes(StandardCharsets.UTF_8));
	}

	static byte[] time(Instant instant) {
		return tagged(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
	}

	static byte[] oid(int... arcs) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		content.write(arcs[0] * 40 + arcs[1]);
		for (int i = 2; i < arcs.length; i++) {
			for (int shift = 28; shift >= 0; shift -= 7) {
				if (shift == 0 || arcs[i] >> shift != 0) {
					content.write(((arcs[i] >> shift) & 0x7F) | ((shift > 0) ? 0x80 : 0));
				}
			}
		}
		return tagged(0x06, content.toByteArray());
	}

	static byte[] tagged(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		whole.write(tag);
		int length = content.size();
		if (length < 0x80) {
			whole.write(length);
		}
		else {
			byte[] digits = BigInteger.valueOf(length).toByteArray();
			int skip = (digits[0] == 0) ? 1 : 0;
			whole.write(0x80 | (digits.length - skip));
			whole.write(digits, skip, digits.length - skip);
		}
		whole.writeBytes(content.toByteArray());
		return whole.toByteArray();
	}

}
