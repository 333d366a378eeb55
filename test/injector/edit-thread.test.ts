import { expect } from 'chai';
import { type Attempt, EditThread } from '../../injector/edit-thread.ts';
import type { EditJob } from '../../injector/edit-worker.ts';

const job = (page: string): EditJob => ({
  page: Buffer.from(page),
  rules: [{ hosts: ['*'], paths: ['*'], selector: '#a', do: 'replace', with: { text: 'new' }, number: 1 }],
  origin: 'https://hallway.internal',
});

const textOf = (attempt: Attempt) =>
  attempt === 'slow' || attempt?.bytes == null ? attempt : Buffer.from(attempt.bytes).toString();
const endless = '<div>'.repeat(60_000);

describe('EditThread', () => {
  it('edits pages one after the other', async () => {
    const thread = new EditThread();
    const attempts = await Promise.all(['1', '2', '3'].map(n => thread.edit(job(`<p id=a>x</p>${n}`))));
    expect(attempts.map(textOf)).to.deep.equal(['1', '2', '3'].map(n => `<p id=a>new</p>${n}`));
  });

  it('gives a page up that takes too long, and goes on with the next', async () => {
    const thread = new EditThread(1_500);
    const [slow, next] = await Promise.all([thread.edit(job(endless)), thread.edit(job('<p id=a>x</p>'))]);
    expect(slow).to.equal('slow');
    expect(textOf(next!)).to.equal('<p id=a>new</p>');
  });

  it('lets no more pages wait than it can serve', async () => {
    const thread = new EditThread(1_500);
    const attempts = await Promise.all(Array.from({ length: 40 }, () => thread.edit(job('<p id=a>x</p>'))));
    expect(attempts.filter(attempt => attempt === 'slow')).to.have.length(7);
  });
});
