/**
 * The number of machines that a rolling update adds before it deletes others.
 *
 * @param surge a number, or a share of the replicas, which controllers round up; other texts have rules of their own
 */
export function surgeOf(surge: unknown, replicas: number): number {
  if (typeof surge === 'number') return surge;
  const share = typeof surge === 'string' ? /^(\d+)%$/.exec(surge)?.[1] : undefined;
  return share === undefined ? 0 : Math.ceil((replicas * Number(share)) / 100);
}
