import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRelay, type Relay } from '../relay/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { TestClock } from '../test/conversations/clock.ts';
import { median, type Report } from './report.ts';

/** People who look at other groups, where everybody is connected. */
const others = 9_000;
const watchers = [10, 100, 1_000];
const groupSize = 1_000;
const rounds = 9;
/** Comings and goings in each round. */
const changes = 200;
/** Short, so that time passes for nobody else. */
const graceMs = 1;
const silent = { info() {}, warn() {}, error() {} };

interface Hall {
  relay: Relay;
  store: Store;
  clock: TestClock;
  /** Rows that were sent, as text, as the portal sends them. */
  sent: number;
}

/** What one change of presence costs with so many who look at the group, and so many who look elsewhere. */
export async function measureBoards(report: Report): Promise<void> {
  const rows: string[][] = [];
  const cost = new Map<string, number>();
  const folder = await mkdtemp(join(tmpdir(), 'hallway-bench-'));
  const store = await openStore({ folder, log: silent });
  const clock = new TestClock();
  await makePeople(store);
  const relay = await createRelay({
    storage: store,
    log: silent,
    now: clock.now,
    timers: clock.timers,
    graceMs,
  });
  const hall: Hall = { relay, store, clock, sent: 0 };
  try {
    for (const elsewhere of [0, others]) {
      const closing: (() => void)[] = [];
      for (let index = 0; index < elsewhere; index++) {
        closing.push(await look(hall, `p${watchers.at(-1)! + index}`));
        if (index % 1_000 === 0) report.progress(`boards: ${index} of ${elsewhere} look elsewhere`);
      }
      let looking = 0;
      for (const count of watchers) {
        for (; looking < count; looking++) closing.push(await look(hall, `p${looking}`));
        const { cpuMs, frames } = await measure(hall);
        cost.set(`${count} ${elsewhere}`, cpuMs);
        rows.push([String(count), String(elsewhere), frames.toFixed(1), cpuMs.toFixed(2)]);
        report.progress(`boards: ${count} look, ${elsewhere} elsewhere: ${cpuMs.toFixed(2)} ms`);
      }
      for (const close of closing) close();
      clock.pass(60_000);
    }
  } finally {
    await relay.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
  report.table(
    'Boards: one person of a group comes or goes, told to those who look at the group',
    ['look at the group', 'look elsewhere', 'frames a change', 'CPU ms a change'],
    rows,
  );
  report.ratio(
    '1,000 who look: CPU with 9,000 elsewhere against none elsewhere',
    cost.get(`1000 ${others}`)! / cost.get('1000 0')!,
    1.5,
  );
  report.ratio(
    '9,000 elsewhere: CPU with 1,000 who look against 100',
    cost.get(`1000 ${others}`)! / cost.get(`100 ${others}`)!,
  );
}

/** One group for every thousand; the first one holds the person who comes and goes, too. */
async function makePeople(store: Store): Promise<void> {
  const person = {
    email: null,
    phone: null,
    mobile: null,
    picture: null,
    role: 'user' as const,
    duties: [],
    password: '-',
  };
  const names = [...Array.from({ length: watchers.at(-1)! + others }, (_, index) => `p${index}`), 'x'];
  await Promise.all(names.map(name => store.people.create({ ...person, name, display: name }, 1)));
  for (let first = 0; first < names.length - 1; first += groupSize) {
    const group = `g${first / groupSize}`;
    const members = names.slice(first, first + groupSize);
    await store.groups.make(
      {
        name: group,
        display: group,
        about: '',
        kind: 'team',
        joining: 'open',
        listed: 'everyone',
        password: null,
      },
      ...([members[0]!, 1, 50] as const),
    );
    const put = (user: string) =>
      store.groups.admit({
        ...{ group, user, role: 'member', by: user, at: 1, quiet: true, maxMembers: 10_000, maxGroups: 10 },
      });
    await Promise.all([...members.slice(1), ...(first === 0 ? ['x'] : [])].map(put));
  }
}

/** Opens a channel that shows the person's group; gives back what closes it. */
async function look(hall: Hall, user: string): Promise<() => void> {
  const channel = await hall.relay.connect({
    user,
    cursor: null,
    send: frame => {
      if (frame.kind === 'row' && JSON.stringify(frame).length > 0) hall.sent += 1;
    },
  });
  // Who is looked at has no timer running.
  await channel.receive({ kind: 'attention', visible: true, focused: true });
  const group = `group:g${Math.floor(Number(user.slice(1)) / groupSize)}`;
  await channel.receive({ kind: 'do', ref: 1, command: 'board', input: { of: group, limit: 1 } });
  return () => channel.close();
}

async function measure(hall: Hall): Promise<{ cpuMs: number; frames: number }> {
  const { relay, store, clock } = hall;
  // What the last ones brought about is told and done.
  for (let turn = 0; turn < 3; turn++) await store.people.get('x');
  const costs: number[] = [];
  let frames = 0;
  for (let round = 0; round <= rounds; round++) {
    const before = process.cpuUsage();
    hall.sent = 0;
    for (let change = 0; change < changes; change += 2) {
      const channel = await relay.connect({ user: 'x', cursor: null, send: () => {} });
      channel.close();
      clock.pass(graceMs);
      await store.people.get('x');
    }
    const { user, system } = process.cpuUsage(before);
    // The first round warms up.
    if (round > 0) costs.push((user + system) / 1_000 / changes);
    frames = hall.sent / changes;
  }
  return { cpuMs: median(costs), frames };
}
