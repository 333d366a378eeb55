/** A file in a conversation. Its type was read from its content, whatever its sender called it. */
export interface FileRef {
  id: string;
  name: string;
  type: string;
  bytes: number;
  /** Of a picture, in pixels, where its head tells. */
  width?: number;
  height?: number;
  /** There is a small picture of it. */
  thumbnail?: true;
  /** Retention has taken it: its name is all that is left. */
  gone?: true;
}
