import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import { checked, guarded } from './problems.ts';
import { canonical } from './profile.ts';
import { type ApiToken, limits, newApiToken, scopeNames } from './protocol.ts';
import type { RelayTokens } from './relay.ts';
import { mustReach, type TokenBounds } from './scopes.ts';
import type { StoredPerson } from './storage.ts';
import { type Place, Tokens } from './tokens.ts';

const dayMs = 24 * 60 * 60_000;
const nowhere: Place = { address: '' };

/** The making, listing and ending of tokens for programs. What each is good for is asked where it is used. */
export class ApiTokens implements RelayTokens {
  readonly #context: Context;
  readonly #tokens: Tokens;

  constructor(context: Context) {
    this.#context = context;
    this.#tokens = new Tokens(context.storage.people, context.now);
  }

  make(
    by: string | null,
    name: string,
    input: unknown,
    bounds: TokenBounds = null,
    place = nowhere,
  ): Promise<ApiToken & { token: string }> {
    return this.#guarded('make token', async () => {
      const { scopes: asked, note, days } = checked(newApiToken, input);
      for (const scope of asked ?? [null]) mustReach(bounds, scope);
      const scopes = asked && scopeNames.filter(name => asked.includes(name));
      const { name: owner } = await this.#owner(name);
      const more = { scopes, note, by: by ?? 'operator' };
      const lastsMs = days === undefined ? null : days * dayMs;
      const made = await this.#tokens.make(owner, 'api', place, { ...more, lastsMs });
      const detail = { kind: 'api', scopes: scopes ?? 'all' };
      await this.#context.audit.record(more.by, 'token_issued', owner, detail);
      return { ...made, owner, ...more, usedAt: made.at, address: place.address };
    });
  }

  list(owner: string): Promise<ApiToken[]> {
    return this.#guarded('list tokens', () => this.#people.apiTokens(owner, this.#context.now()));
  }

  end(owner: string, id: string): Promise<void> {
    return this.#guarded('end token', () => this.#end(owner, owner, id));
  }

  all(by: string): Promise<ApiToken[]> {
    return this.#guarded('list tokens', async () => {
      await mustHave(this.#people, by, 'administer');
      return this.#people.apiTokens(null, this.#context.now());
    });
  }

  endAny(by: string, id: string): Promise<void> {
    return this.#guarded('end token', async () => {
      const token = (await this.all(by)).find(one => one.id === id);
      await this.#end(by, token?.owner ?? '', id);
    });
  }

  async #end(by: string, owner: string, id: string): Promise<void> {
    const isProgram = (await this.list(owner)).some(one => one.id === id);
    const digest = isProgram ? await this.#people.endToken(owner, id) : null;
    if (digest === null) throw new RelayError('unknown_token', 'There is no such token.');
    this.#context.bus.publish({ kind: 'logged_out', user: owner, digest });
    await this.#context.audit.record(by, 'token_ended', owner);
  }

  async #owner(name: string): Promise<StoredPerson> {
    const person = await this.#people.get(canonical(name));
    if (!person)
      throw new RelayError('unknown_person', `There is nobody called ${JSON.stringify(name)}.`, {
        field: 'name',
      });
    if (person.disabled) throw new RelayError('forbidden', `${person.name} is disabled.`);
    if ((await this.list(person.name)).length >= limits.apiTokens)
      throw new RelayError('forbidden', `${person.name} has ${limits.apiTokens} tokens; end one first.`);
    return person;
  }

  #guarded<T>(doing: string, run: () => Promise<T>): Promise<T> {
    return guarded(this.#context.log, doing, run);
  }

  get #people() {
    return this.#context.storage.people;
  }
}
