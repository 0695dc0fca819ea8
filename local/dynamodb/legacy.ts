import { type AttributeValue, typeOf } from './attribute';
import type { ParsedUpdate, Section } from './update';

/** A member of `AttributeUpdates`, the way to update from before expressions. */
export interface LegacyUpdate {
  readonly Action?: string;
  readonly Value?: AttributeValue;
}

/** `AttributeUpdates` in the shape of a parsed update expression, so that one piece of code applies both. */
export function legacySections(
  updates: Readonly<Record<string, LegacyUpdate>> | undefined,
): ParsedUpdate | undefined {
  if (!updates) return undefined;
  const sections = Object.entries(updates).map(([name, update]) => section(name, update));
  return { sections, paths: sections.map(({ path }) => path) };
}

function section(name: string, { Action = 'PUT', Value }: LegacyUpdate): Section {
  const path = [name];
  if (!Value) return { type: 'remove', path };
  const attrType = typeOf(Value);
  if (Action === 'DELETE') return { type: 'delete', path, val: Value, attrType };
  if (Action !== 'ADD') return { type: 'set', path, val: Value, attrType };
  return Value.L ? appended(name, Value) : { type: 'add', path, val: Value, attrType };
}

function appended(name: string, list: AttributeValue): Section {
  const existing = { type: 'function', name: 'if_not_exists', args: [[name], { L: [] }] } as const;
  const val = { type: 'function', name: 'list_append', args: [existing, list] } as const;
  return { type: 'set', path: [name], val, attrType: 'L' };
}
