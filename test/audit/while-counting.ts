import type { Books } from '../../lambda/audit/books';
import type { TestWorld } from '../world';

/** The world's books; in each pass something happens between the reading of the orders and the second reading of stock. */
export function whileCounting(world: TestWorld, ...happenings: readonly (() => Promise<unknown>)[]) {
  let passes = 0;
  const books: Books = {
    ...world.books,
    async *orders() {
      for await (const order of world.books.orders()) yield order;
      await happenings[passes]?.();
      passes += 1;
    },
  };
  return { books, passes: () => passes };
}
