/** A seeded source of chance. Equal seeds and names give equal numbers on every machine. */
export interface Random {
  /** From 0 up to 1. */
  readonly next: () => number;
  /** A value with this median whose logarithm is normal. */
  logNormal(median: number, sigma: number): number;
  /** Time to the next of events that come at random, in the unit of `mean`. */
  exponential(mean: number): number;
}

/** One stream of a run; streams with other names are independent, so that one more draw here shifts nothing there. */
export function makeRandom(seed: number, name: string): Random {
  const next = sfc32(hashes(`${seed}/${name}`));
  let spare: number | undefined;

  const normal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    // Box and Muller: two uniform draws make two normal ones
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  return {
    next,
    logNormal: (median, sigma) => (sigma === 0 ? median : median * Math.exp(sigma * normal())),
    exponential: (mean) => -mean * Math.log(1 - next()),
  };
}

type State = readonly [number, number, number, number];

/** Four words of the text, mixed as in FNV-1a with a final avalanche. */
function hashes(text: string): State {
  const word = (salt: number) => {
    let hash = 0x811c9dc5 ^ salt;
    for (let place = 0; place < text.length; place += 1)
      hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return hash ^ (hash >>> 13);
  };
  return [word(1), word(2), word(3), word(4)];
}

/** Small fast counting generator (Chris Doty-Humphrey, PractRand): 32 bits a draw, passes its own test suite. */
function sfc32([first, second, third, fourth]: State): () => number {
  let a = first;
  let b = second;
  let c = third;
  let counter = fourth;

  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm += 1) draw();
  return draw;
}
