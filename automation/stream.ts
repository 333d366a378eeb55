import { unreachable } from './error.ts';

/** One event of a stream of Server-Sent Events. */
export interface Block {
  id: string;
  event: string;
  data: string;
}

/** Reads a stream as it comes, in whatever pieces. `heard` is told of every piece. A cut-off event is dropped. */
export async function* readBlocks(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<Block, void> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(cause => {
        throw unreachable('GET /events', cause);
      });
      if (done) return;
      heard();
      text += value;
      const parts = text.split('\n\n');
      text = parts.pop()!;
      for (const part of parts) {
        const block = blockOf(part);
        if (block.data !== '') yield block;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function blockOf(text: string): Block {
  const block: Block = { id: '', event: 'message', data: '' };
  for (const line of text.split('\n')) {
    const [, field, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (field !== undefined) block[field as keyof Block] = value!;
  }
  return block;
}
