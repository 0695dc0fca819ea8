/**
 * Moves labels apart that would overlap, as little as their order allows.
 * Gives the places in the order of the wishes. Too many for the room run over its start.
 */
export function spread(
  wishes: readonly number[],
  gap: number,
  room: { start: number; end: number },
): number[] {
  const order = wishes.map((wish, at) => ({ wish, at })).sort((a, b) => a.wish - b.wish || a.at - b.at);
  const places: number[] = [];

  for (const { wish } of order)
    places.push(Math.max(wish, (places[places.length - 1] ?? room.start - gap) + gap));
  let limit = room.end;
  for (let at = places.length - 1; at >= 0; at -= 1) {
    places[at] = Math.min(places[at] ?? limit, limit);
    limit = (places[at] ?? limit) - gap;
  }

  const result = [...wishes];
  order.forEach(({ at }, rank) => (result[at] = places[rank] ?? 0));
  return result;
}
