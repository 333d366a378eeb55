import { type Context, publish } from './context.ts';

/** Somebody has read a line of their news, or put it away. Done twice it is the same. */
export async function hear(
  context: Context,
  user: string,
  { n }: { n: number },
): Promise<Record<string, never>> {
  const heard = await context.storage.news.heard(user, n, context.now());
  if (heard) publish(context, heard);
  return {};
}
