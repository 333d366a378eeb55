/** A WebSocket text frame as a server sends it: whole, not masked, not compressed (RFC 6455, 5.2). */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x81;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}

/**
 * The bytes of objects, made once for as long as the same one is asked for: what goes to ten thousand channels goes to
 * them one behind the other.
 */
export class PreparedFrames {
  #last: object | null = null;
  #bytes: Buffer = Buffer.alloc(0);

  bytesOf(frame: object): Buffer {
    if (frame !== this.#last) {
      this.#bytes = textFrame(JSON.stringify(frame));
      this.#last = frame;
    }
    return this.#bytes;
  }
}
