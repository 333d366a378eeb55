import { expect } from 'chai';
import { folders } from './folder.ts';
import { helpOf } from './help-suite.ts';
import { withPeople } from './suite.ts';

describe('helpNotes', () => {
  const { open } = folders();

  it('keeps each note once, in order, with its request alone', async () => {
    const { help } = await withPeople(await open(), 'alice', 'bob', 'carol');
    await help.ask(helpOf('h'));
    await help.ask(helpOf('other', { from: 'carol' }));
    const note = (id: string, text: string, of = 'h') =>
      help.note({ id, help: of, by: 'bob', text, clientId: id, at: 5 });
    await note('n1', 'Second time this week');
    const two = await note('n2', 'Cable is worn');
    expect(two).to.deep.equal([
      { id: 'n1', by: { name: 'bob', display: 'bob Doe' }, text: 'Second time this week', at: 5 },
      { id: 'n2', by: { name: 'bob', display: 'bob Doe' }, text: 'Cable is worn', at: 5 },
    ]);
    expect(await note('n2', 'Cable is worn')).to.deep.equal(two);
    expect(await note('n2', 'Something else')).to.deep.equal({ refused: 'reused' });
    expect(await note('n1', 'Second time this week', 'other')).to.deep.equal({ refused: 'reused' });
    expect(await help.notes('other')).to.deep.equal([]);
  });
});
