import { expect } from 'chai';
import { type Block, readBlocks } from '../../automation/stream.ts';

describe('readBlocks', () => {
  const text =
    'retry: 2000\n\nid: e.1\nevent: message\ndata: {"a":"ä\\n"}\n\n:\n\nevent: bye\ndata: {}\n\nid: e.9\ndata: cut';

  async function read(pieceBytes: number): Promise<{ blocks: Block[]; pieces: number }> {
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += pieceBytes)
          controller.enqueue(bytes.slice(at, at + pieceBytes));
        controller.close();
      },
    });
    let pieces = 0;
    const blocks: Block[] = [];
    for await (const block of readBlocks(body, () => pieces++)) blocks.push(block);
    return { blocks, pieces };
  }

  it('gives the same events in whatever pieces they come, and none that is cut off', async () => {
    for (const size of [1, 2, 3, 7, 1_000]) {
      const { blocks, pieces } = await read(size);
      expect(blocks, String(size)).to.deep.equal([
        { id: 'e.1', event: 'message', data: '{"a":"ä\\n"}' },
        { id: '', event: 'bye', data: '{}' },
      ]);
      expect(pieces).to.be.greaterThan(0);
    }
  });

  it('lets go of the stream when its reader stops', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(new TextEncoder().encode('data: x\n\n')),
      cancel: () => {
        isCancelled = true;
      },
    });
    for await (const { data } of readBlocks(body, () => {})) {
      expect(data).to.equal('x');
      break;
    }
    expect(isCancelled).to.equal(true);
  });
});
