import { parameters } from './parameters';

/** One number that the lab rests on: what it is, in which unit, and where it comes from. */
export interface Parameter {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

type Values<T> = { readonly [Group in keyof T]: { readonly [Name in keyof T[Group]]: number } };

/** The numbers alone, as the model reads them. */
export type Settings = Values<typeof parameters>;
export type Overrides = { readonly [Group in keyof Settings]?: Partial<Settings[Group]> };

/** The parameters' values, with an experiment's own in place of some. */
export function settingsWith(overrides: Overrides = {}): Settings {
  const groups = Object.entries(parameters).map(([group, members]) => [
    group,
    {
      ...Object.fromEntries(Object.entries(members).map(([name, { value }]) => [name, value])),
      ...overrides[group as keyof Settings],
    },
  ]);
  return Object.fromEntries(groups) as Settings;
}
