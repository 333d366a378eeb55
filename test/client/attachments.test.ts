import { expect } from 'chai';
import { Attachments } from '../../client/attachments.ts';
import type { PaneWorld } from '../../client/pane-world.ts';
import { tick } from './model-stage.ts';

describe('Attachments', () => {
  function stage(answers: Record<string, Response | Error>) {
    const asked: string[] = [];
    let ids = 0;
    const world = {
      newId: () => `a${++ids}`,
      request: async (path: string) => {
        asked.push(path);
        const answer = answers[path] ?? new Error('no way');
        if (answer instanceof Error) throw answer;
        return answer;
      },
    } as unknown as PaneWorld;
    const attachments = new Attachments(
      world,
      () => {},
      async () => new Blob(['small']),
    );
    return { attachments, asked };
  }
  const ref = (id: string, type: string) => ({ id, name: `${id}.x`, type, bytes: 1 });
  const settle = async () => {
    for (let turns = 0; turns < 8; turns++) await tick();
  };

  it('puts files up as they are chosen, pictures with a small one, and gives them once', async () => {
    const { attachments, asked } = stage({
      '/conversations/c1/files?name=a%20b.png': Response.json(ref('f1', 'image/png'), { status: 201 }),
      '/conversations/c1/files/f1/thumbnail': Response.json({ ...ref('f1', 'image/png'), thumbnail: true }),
      '/conversations/c1/files?name=b.txt': Response.json(ref('f2', 'text/plain'), { status: 201 }),
    });
    attachments.add('c1', [new File(['x'], 'a b.png'), new File(['y'], 'b.txt')]);
    expect(attachments.isReady('c1')).to.equal(false);
    await settle();
    expect(asked).to.have.length(3);
    expect(attachments.isReady('c1')).to.equal(true);
    expect(attachments.of('c2')).to.deep.equal([]);
    expect(attachments.take('c1').map(({ id, thumbnail }) => `${id} ${thumbnail}`)).to.deep.equal([
      'f1 true',
      'f2 undefined',
    ]);
    expect(attachments.of('c1')).to.deep.equal([]);
  });

  it('says why one was refused, and sends the rest', async () => {
    const { attachments } = stage({
      '/conversations/c1/files?name=a': Response.json({ detail: 'The file is empty.' }, { status: 413 }),
    });
    attachments.add('c1', [new File([], 'a'), new File(['y'], 'b')]);
    await settle();
    expect(attachments.of('c1').map(({ error }) => error)).to.deep.equal(['The file is empty.', 'offline']);
    attachments.remove('a1');
    expect(attachments.take('c1')).to.deep.equal([]);
  });

  it('takes no more than one message carries', () => {
    const { attachments } = stage({});
    attachments.add(
      'c1',
      Array.from({ length: 20 }, (_, index) => new File(['x'], `${index}`)),
    );
    expect(attachments.of('c1')).to.have.length(10);
  });
});
