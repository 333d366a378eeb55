/**
 * DER of a NameConstraints extension (RFC 5280 4.2.1.10) that permits one DNS name, and excludes every IP address,
 * which a constraint on DNS names alone would leave free. The certificate library has no class for it.
 */
export function encodeNameConstraints(host: string): Buffer {
  const permitted = subtree(0x82, Buffer.from(host, 'latin1'));
  // Address and mask, all zero: every address.
  const excluded = Buffer.concat([subtree(0x87, Buffer.alloc(8)), subtree(0x87, Buffer.alloc(32))]);
  return encode(0x30, Buffer.concat([encode(0xa0, permitted), encode(0xa1, excluded)]));
}

function subtree(nameTag: number, value: Buffer): Buffer {
  return encode(0x30, encode(nameTag, value));
}

function encode(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  if (length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}
