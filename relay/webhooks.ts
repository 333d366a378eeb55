import { randomBytes } from 'node:crypto';
import type { Context } from './context.ts';
import type { Deliveries } from './deliveries.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import { randomId } from './ids.ts';
import { checked, guarded } from './problems.ts';
import {
  type AuditAction,
  limits,
  newWebhook,
  type Webhook,
  type WebhookDelivery,
  webhookChanges,
} from './protocol.ts';
import type { RelayWebhooks } from './relay.ts';

const shownDeliveries = 100;

/** Webhooks as administrators make and watch them. What is sent to them is the matter of `Deliveries`. */
export class Webhooks implements RelayWebhooks {
  readonly #context: Context;
  readonly #deliveries: Deliveries;

  constructor(context: Context, deliveries: Deliveries) {
    this.#context = context;
    this.#deliveries = deliveries;
  }

  make(by: string, input: unknown): Promise<Webhook & { secret: string }> {
    return this.#as(by, 'make webhook', async () => {
      const asked = withoutLogin(checked(newWebhook, input));
      const secret = `whsec_${randomBytes(32).toString('base64url')}`;
      const made = { ...asked, id: randomId(), secret, by, at: this.#context.now() };
      const webhook = await this.#store.add(made, limits.webhooks);
      if (!webhook) throw new RelayError('forbidden', `There are ${limits.webhooks} webhooks; remove one.`);
      await this.#note(by, 'webhook_made', webhook);
      return { ...webhook, secret };
    });
  }

  list(by: string): Promise<Webhook[]> {
    return this.#as(by, 'list webhooks', () => this.#store.list());
  }

  change(by: string, id: string, input: unknown): Promise<Webhook> {
    return this.#as(by, 'change webhook', async () => {
      const webhook = await this.#store.change(id, withoutLogin(checked(webhookChanges, input)));
      if (!webhook) throw unknown();
      this.#deliveries.wake();
      await this.#note(by, 'webhook_changed', webhook);
      return webhook;
    });
  }

  remove(by: string, id: string): Promise<void> {
    return this.#as(by, 'remove webhook', async () => {
      if (!(await this.#store.remove(id))) throw unknown();
      await this.#context.audit.record(by, 'webhook_removed', id);
    });
  }

  test(by: string, id: string): ReturnType<RelayWebhooks['test']> {
    return this.#as(by, 'test webhook', async () => {
      const webhook = await this.#store.get(id);
      if (!webhook) throw unknown();
      const { url, secret } = webhook;
      const at = this.#context.now();
      const result = await this.#deliveries.send({
        ...{ webhook: id, url, secret, id: `${id}.ping.${at}`, n: 0, kind: 'ping', at, data: {} },
      });
      await this.#note(by, 'webhook_tested', webhook);
      return result;
    });
  }

  deliveries(by: string, id: string): Promise<WebhookDelivery[]> {
    return this.#as(by, 'list deliveries', async () => {
      if (!(await this.#store.get(id))) throw unknown();
      return this.#store.deliveries(id, shownDeliveries);
    });
  }

  /** The rest of an address is often as good as a password. */
  #note(by: string, action: AuditAction, { id, url, events, texts, on }: Webhook): Promise<void> {
    return this.#context.audit.record(by, action, id, { host: new URL(url).host, events, texts, on });
  }

  #as<T>(by: string, doing: string, run: () => Promise<T>): Promise<T> {
    return guarded(this.#context.log, doing, async () => {
      await mustHave(this.#context.storage.people, by, 'administer');
      return run();
    });
  }

  get #store() {
    return this.#context.storage.webhooks;
  }
}

const unknown = () => new RelayError('unknown_webhook', 'There is no such webhook.');

/** Name and password would be sent as no receiver expects them; who wants more than the signature puts it into the path. */
function withoutLogin<T extends { url?: string | undefined }>(input: T): T {
  const { username, password } =
    input.url === undefined ? { username: '', password: '' } : new URL(input.url);
  if (username === '' && password === '') return input;
  throw new RelayError('invalid', 'url carries a name or password.', { field: 'url' });
}
