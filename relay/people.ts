import type { z } from 'zod';
import { type Context, tellMine } from './context.ts';
import type { Conversations } from './conversations.ts';
import { RelayError } from './errors.ts';
import type { PreferenceBook } from './preferences.ts';
import type { Presence } from './presence.ts';
import { type commandInputs, type Me, nameSchema, type Person } from './protocol.ts';
import { Sight } from './sight.ts';
import type { StoredPerson } from './storage.ts';

type Input<N extends keyof typeof commandInputs> = z.output<(typeof commandInputs)[N]>;

const maxFound = 20;
/** Some of those who are found may be kept from the person by a barrier. */
const maxRead = 200;

/** People as others see them, and what belongs to a person alone: drafts and the pane's view. */
export class People {
  readonly #context: Context;
  readonly #presence: Presence;
  readonly #preferences: PreferenceBook;
  readonly #conversations: Conversations;

  constructor(
    context: Context,
    presence: Presence,
    preferences: PreferenceBook,
    conversations: Conversations,
  ) {
    this.#context = context;
    this.#presence = presence;
    this.#preferences = preferences;
    this.#conversations = conversations;
  }

  async me(user: string): Promise<Me> {
    const person = await this.#context.storage.people.get(user);
    if (!person) throw new RelayError('unknown_person', 'There is nobody of that name.');
    return meOf(person, this.#presence, this.#preferences);
  }

  async person(viewer: string, typed: string): Promise<Person> {
    const name = nameSchema.safeParse(typed).data;
    const person = name === undefined ? null : await this.#context.storage.people.get(name);
    if (!person || person.disabled || this.#context.rights.may(viewer, 'find', person.name) !== null) {
      throw new RelayError('unknown_person', 'There is nobody of that name.');
    }
    return this.#seen(viewer, person);
  }

  /** Without oneself. */
  async find(user: string, { query }: Input<'people'>): Promise<{ people: Person[] }> {
    const { storage, rights } = this.#context;
    const found = await storage.people.find(query, maxRead);
    const others = found.filter(({ name }) => name !== user && rights.may(user, 'find', name) === null);
    return { people: others.slice(0, maxFound).map(person => this.#seen(user, person)) };
  }

  async draft(user: string, draft: Input<'draft'>, session?: string): Promise<Record<string, never>> {
    if (draft.conversation !== 'new') await this.#conversations.place(user, draft.conversation);
    await this.#context.storage.people.saveDraft(user, draft.conversation, draft.text, this.#context.now());
    tellMine(this.#context, user, { draft }, session);
    return {};
  }

  async view(user: string, view: Input<'view'>, session?: string): Promise<Record<string, never>> {
    await this.#context.storage.people.saveView(user, view);
    tellMine(this.#context, user, { view }, session);
    return {};
  }

  #seen(viewer: string, { name, display }: StoredPerson): Person {
    return { name, display, presence: new Sight(this.#context.rights, this.#presence).state(viewer, name) };
  }
}

export const meOf = (person: StoredPerson, presence: Presence, preferences: PreferenceBook): Me => {
  const { name, display, role, duties, email, phone, mobile, picture } = person;
  return {
    ...{ name, display, role, duties, email, phone, mobile, picture },
    presence: presence.state(name),
    preferences: preferences.of(name),
  };
};
