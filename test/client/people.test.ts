import { expect } from 'chai';
import { everybody, People } from '../../client/people.ts';
import type { CommandName } from '../../relay/protocol.ts';
import { stage, tick } from './model-stage.ts';
import { group, pageOf, row } from './people-stage.ts';
import { scenes } from './scenes.ts';

const all = [row('alice'), row('dora', 'offline')];

async function open() {
  const parts = stage(scenes.home!);
  const people = new People(parts.model, () => {});
  /** Answers what was asked, from the oldest; `failures`: codes by command. */
  const answer = async (failures: Partial<Record<CommandName, string>> = {}) => {
    for (let rest = 5; rest > 0; rest--) {
      for (const { command, input, answer: settle } of parts.done.splice(0)) {
        const code = failures[command];
        const data = command === 'board' ? pageOf(all, input) : dataFor(command, input);
        settle((code ? { ok: false, code, message: code } : { ok: true, data }) as never);
      }
      await tick();
    }
  };
  people.enter();
  await answer();
  return { ...parts, people, answer };
}

function dataFor(command: CommandName, input: Record<string, unknown>): unknown {
  if (command === 'groups') return { groups: [group()] };
  return command === 'notify' ? { on: input.on } : {};
}

describe('People', () => {
  it('shows everybody at first, and who of them is there', async () => {
    const { people } = await open();
    expect(people.board.of).to.equal(everybody);
    expect([people.rows.length, people.there]).to.deep.equal([2, 1]);
    people.filter(true);
    expect(people.rows.map(({ name }) => name)).to.deep.equal(['alice']);
    expect(people.groups?.map(({ name }) => name)).to.deep.equal(['theatre']);
  });

  it('shows another board, and keeps the choice for the next page', async () => {
    const { people, inputs, model, answer } = await open();
    people.choose('group:theatre');
    expect(inputs('view')[0]).to.include({ screen: 'home', board: 'group:theatre' });
    expect(inputs('board')[0]).to.include({ of: 'group:theatre' });
    await answer();
    people.search('al');
    people.find();
    expect(inputs('board')[0]).to.include({ of: 'found:al' });
    await answer();
    people.search('');
    people.find();
    expect(inputs('board')[0]).to.include({ of: 'group:theatre' });
    expect(model.view.board).to.equal('group:theatre');
  });

  it('goes back to everybody from a group that is closed to the person now', async () => {
    const { people, answer } = await open();
    people.choose('group:theatre');
    await answer({ board: 'forbidden' });
    expect(people.chosen).to.equal(everybody);
  });

  it('goes on with the conversation of two, and asks for first words where there is none', async () => {
    const { people, model } = await open();
    people.chat(row('dora'));
    expect(model.front.kind).to.equal('conversation');
    people.chat(row('alice'));
    expect(people.open).to.deep.equal({ name: 'alice', panel: 'chat' });
    people.turn('alice', 'chat');
    expect(people.open).to.equal(null);
  });

  it('leaves a message under one id however often it is tried, and keeps the words until it is there', async () => {
    const { people, inputs, answer } = await open();
    people.turn('dora', 'message');
    people.write('dora', 'Call me');
    void people.leave(row('dora'));
    const [first] = inputs('leaveMessage');
    await answer({ leaveMessage: 'unavailable' });
    expect(people.wordsFor('dora')).to.equal('Call me');
    void people.leave(row('dora'));
    expect(inputs('leaveMessage')).to.deep.equal([first]);
    expect(first).to.include({ to: 'dora', text: 'Call me' });
    await answer();
    expect([people.wordsFor('dora'), people.open]).to.deep.equal(['', null]);
    expect(people.done).to.deep.equal({ key: 'leftFor', value: 'Dora' });
  });

  it('marks a favourite, which is a contact, and waits for somebody', async () => {
    const { people, inputs, answer } = await open();
    void people.setContact(row('dora'), { favourite: true });
    expect(inputs('contact')).to.deep.equal([{ name: 'dora', on: true, favourite: true }]);
    void people.setNotify(row('dora'), true);
    await answer();
    expect(people.board.row('dora')).to.include({ contact: true, favourite: true, notify: true });
    expect(people.rows[0]!.name).to.equal('dora');
  });

  it('loads anew with every connection, and looks at nothing once it is left', async () => {
    const { people, model, inputs, answer } = await open();
    model.receive({ kind: 'hello', session: 's', cursor: model.state.cursor });
    expect(inputs('board')).to.have.length(1);
    await answer();
    people.exit();
    expect(inputs('unwatch')).to.have.length(1);
    model.receive({ kind: 'hello', session: 's', cursor: model.state.cursor });
    expect(inputs('board')).to.be.empty;
  });

  it('opens what there is news of', async () => {
    const { people, model, answer } = await open();
    model.openPeople({ group: 'theatre' });
    people.take();
    expect(people.place).to.deep.equal({ kind: 'group', group: 'theatre' });
    model.openPeople({ query: 'Dora' });
    people.take();
    await answer();
    expect([people.place.kind, people.shown]).to.deep.equal(['board', 'found:Dora']);
  });
});
