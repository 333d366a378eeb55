import { z } from 'zod';
import { type Context, publish } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import { randomId } from './ids.ts';
import { checked } from './problems.ts';
import { type Announcement, limits, nameSchema, someText } from './protocol.ts';

const announcementSchema = z.object({
  text: someText(limits.textChars),
  to: z.array(z.string().max(200, 'longer than 200 characters')).min(1, 'names nobody'),
  priority: z.enum(['info', 'urgent', 'emergency']),
});

/** What administrators tell everybody, or some. */
export class Announcements {
  readonly #context: Context;
  readonly #facts: Facts;

  constructor(context: Context, facts: Facts) {
    this.#context = context;
    this.#facts = facts;
  }

  async announce(
    from: string,
    input: { text: string; to: string[]; priority: string },
  ): Promise<Announcement> {
    await mustHave(this.#context.storage.people, from, 'announce');
    const { text, to, priority } = checked(announcementSchema, input);
    const names = await this.#recipients(to);
    const written = await this.#context.storage.announcements.add(
      { id: randomId(), from, text, priority, at: this.#context.now() },
      names,
    );
    this.#context.audit.note(from, 'announced', written.value.id, { to, priority });
    return publish(this.#context, written);
  }

  async acknowledge(
    user: string,
    { announcement }: { announcement: string },
  ): Promise<Record<string, never>> {
    const written = await this.#context.storage.announcements.acknowledge(
      announcement,
      user,
      this.#context.now(),
    );
    if (!written) throw new RelayError('unknown_announcement', 'There is no such announcement for you.');
    publish(this.#context, written);
    return {};
  }

  async #recipients(to: string[]): Promise<string[]> {
    const reachable = (await this.#context.storage.people.list()).filter(({ disabled }) => !disabled);
    const names = reachable.map(({ name }) => name);
    if (to.includes('all')) return names;
    const asked = to
      .filter(name => !name.startsWith('@'))
      .map(name => nameSchema.safeParse(name).data ?? name);
    const known = new Set(names);
    const missing = asked.filter(name => !known.has(name));
    if (missing.length === 0) {
      const members = to.filter(name => name.startsWith('@')).flatMap(group => this.#members(group));
      return [...new Set([...asked, ...members.filter(name => known.has(name))])];
    }
    throw new RelayError('unknown_person', `There is nobody called ${missing.join(', ')}.`, { field: 'to' });
  }
  /** Of `@GROUP`. */
  #members(typed: string): string[] {
    const group = nameSchema.safeParse(typed.slice(1)).data;
    if (group === undefined || !this.#facts.groups.has(group)) {
      throw new RelayError('unknown_group', `There is no group ${typed}.`, { field: 'to' });
    }
    return [...this.#facts.members.of(group).keys()].filter(name => this.#facts.belongs(group, name));
  }
}
