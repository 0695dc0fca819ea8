import { SaxesParser } from 'saxes';
import type { LabDocument } from '../../lab/document';
import { reportOf } from '../../lab/report/report';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** The report of a document as a tree. Throws where the page is not well-formed. */
export function pageOf(document: LabDocument): Element {
  const parser = new SaxesParser();
  const top: { children: (Element | string)[] } = { children: [] };
  const open = [top];

  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => void open.at(-1)?.children.push(text));
  parser.on('closetag', () => void open.pop());
  parser.write(reportOf(document)).close();

  return top.children.find((child) => typeof child !== 'string')!;
}

export function all(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap((child) => (typeof child === 'string' ? [] : all(child)))];
}

/** What a reader sees of it; a picture's title and description are for those who hear it. */
export function textOf(element: Element): string {
  if (['title', 'desc', 'style'].includes(element.name)) return '';
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** The text directly within an element, whatever kind it is of. */
export function ownText(element: Element | undefined): string {
  return (element?.children ?? []).filter((child) => typeof child === 'string').join('');
}

export function byId(page: Element, id: string): Element | undefined {
  return all(page).find(({ attributes }) => attributes['id'] === id);
}

export function named(page: Element, name: string): readonly Element[] {
  return all(page).filter((element) => element.name === name);
}

export function hasClass({ attributes }: Element, name: string): boolean {
  return (attributes['class'] ?? '').split(' ').includes(name);
}
