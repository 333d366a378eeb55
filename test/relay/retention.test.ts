import { expect } from 'chai';
import { Retention } from '../../relay/retention.ts';
import { usualRules } from '../../relay/rules.ts';
import type { SweepStep } from '../../relay/storage.ts';
import { minutes } from '../conversations/clock.ts';
import { refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

const day = 24 * minutes(60);
const { files } = usualRules;

describe('Retention', () => {
  it('keeps everything for ever unless somebody says otherwise', async () => {
    const asked: string[] = [];
    const sweep = async (kind: string) => {
      asked.push(kind);
      return { swept: 0, next: null, emptied: [] };
    };
    const { context, clock } = contextOf({ retention: { sweep } });
    let freed = 0;
    const retention = new Retention(context, () => {
      freed += 1;
    });
    retention.start();
    await until('the first', () => freed === 1);
    expect(asked).to.deep.equal(['copies', 'held-files']);
    clock.pass(minutes(61));
    await until('the second', () => freed === 2);
    await retention.close();
    expect(clock.pending).to.equal(0);
  });

  it('goes on where a step ended, and stops between two of them when the server does', async () => {
    const steps: SweepStep[] = [];
    const sweep = async (_kind: string, step: SweepStep) => {
      steps.push(step);
      if (steps.length === 3) void retention.close();
      return { swept: 1, next: `place ${steps.length}`, emptied: [] };
    };
    const { context } = contextOf({ retention: { sweep }, audit: { add: async () => {} } });
    const rules = () => ({ ...usualRules, retention: { ...usualRules.retention, messages: 2 } });
    const retention: Retention = new Retention({ ...context, rules }, () => {});
    retention.start();
    await until('three steps', () => steps.length === 3);
    await retention.close();
    expect(steps.map(({ from }) => from)).to.deep.equal([null, 'place 1', 'place 2']);
    expect(steps[0]).to.include({ before: context.now() - 2 * day, limit: 100 });
  });

  it('leaves empty places in a conversation, which go on being numbered, and says so in the audit log', async () => {
    const retention = { ...usualRules.retention, messages: 7, audit: 30 };
    const stage = await Stage.open({ files, retention });
    await stage.person('root', 'admin');
    const [alice, bob] = await stage.people('alice', 'bob');
    const talk = await alice!.invites([bob!], { header: 'Secret', message: 'Old words' });
    await bob!.accepts(talk);
    stage.clock.pass(8 * day);
    await until('the sweep', async () => (await bob!.messages(talk))[0]!.text === '');
    await alice!.says(talk, 'New words');
    const said = (await bob!.messages(talk)).map(({ seq, text, swept }) => [seq, text, swept]);
    expect(said).to.deep.equal([
      [1, '', true],
      [2, 'New words', undefined],
    ]);
    await refused(alice!.edits(talk, 1, 'Again'), 'message_deleted');
    await until(
      'the entry',
      async () => (await stage.store.audit.list(1, { action: 'retention_swept' })).length > 0,
    );
    const { days, sweptAt } = await stage.relay.keeping.periods('root');
    expect([days.messages, days.files]).to.deep.equal([7, null]);
    expect(sweptAt).to.be.a('number');
    stage.clock.pass(40 * day);
    await until('the shorter log', async () => (await stage.store.audit.head()).removed.n > 0);
    expect((await stage.relay.audit.verify('root')).intact).to.equal(true);
    await stage.close();
  });
});
