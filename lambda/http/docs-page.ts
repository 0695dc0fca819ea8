import { createHash } from 'node:crypto';
import { fieldsOf } from './docs-schema';
import { docsStyle } from './docs-style';
import { markup, raw, type Html, type Piece } from './markup';
import type { Json, OpenApi, Operation } from './openapi';
import type { Reply } from './route';

const styleHash = createHash('sha256').update(docsStyle).digest('base64');
// no script, no request: the page could be saved to disk and read there
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The contract as a page. It needs nothing but itself. */
export function docsPage(document: OpenApi): Reply {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-cache',
  };
  return { status: 200, headers, body: pageOf(document).html };
}

interface Listed {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

function pageOf(document: OpenApi): Html {
  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
    })),
  );
  const { title = '', summary = '', description = '' } = document.info as Readonly<Record<string, string>>;

  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} API</title>
        <style>${raw(docsStyle)}</style>
      </head>
      <body>
        <header>
          <h1>${title} API</h1>
          <p>${summary}. ${description}</p>
          <p><a href="openapi.json">openapi.json</a></p>
        </header>
        <nav aria-label="Routes">
          <ul>
            ${listed.map(entryOf)}
          </ul>
        </nav>
        <main>${listed.map((entry) => sectionOf(entry, document.components.schemas))}</main>
      </body>
    </html>`;
}

function entryOf({ path, method, operation }: Listed): Html {
  return markup`<li>
    <code><span class="method">${method}</span> <a href="#${operation.operationId}">${path}</a></code>
  </li>`;
}

function sectionOf({ path, method, operation }: Listed, components: Readonly<Record<string, Json>>): Html {
  const { operationId, summary, parameters, requestBody, responses, security } = operation;
  return markup`<section id="${operationId}" aria-labelledby="${operationId}-title">
    <h2 id="${operationId}-title">
      <code><span class="method">${method}</span> ${path}</code>
    </h2>
    <p>${summary}</p>
    <p class="who">${audienceOf(security)}</p>
    ${parameters.length > 0 && table('Parameters', ['Name', 'In', 'Meaning'], parameters.map(parameterRow))}
    ${requestBody && fieldTable('Body', schemaOf(requestBody), components)}
    ${table('Answers', ['Status', 'When'], Object.entries(responses).map(responseRow))}
    ${Object.entries(responses)
      .filter(([status]) => status.startsWith('2'))
      .map(([status, response]) => fieldTable(`Body of ${status}`, schemaOf(response), components))}
  </section>`;
}

function audienceOf([needed]: Operation['security']): string {
  if (!needed) return 'For all';
  return needed.token.includes('admin') ? 'With an access token of the group admin' : 'With an access token';
}

function parameterRow(parameter: Json): readonly Piece[] {
  const { name, in: place, required, description, schema } = parameter;
  const [field] = fieldsOf(schema as Json, {});
  const meaning = [description, field?.kind, required === true && 'required'].filter(Boolean).join(' · ');
  return [markup`<code>${String(name)}</code>`, String(place), meaning];
}

function responseRow([status, { description }]: readonly [string, Json]): readonly Piece[] {
  return [markup`<code>${status}</code>`, marked(String(description))];
}

function schemaOf({ content }: Json): Json {
  const [media] = Object.values(content as Record<string, { readonly schema: Json }>);
  return media?.schema ?? {};
}

function fieldTable(title: string, schema: Json, components: Readonly<Record<string, Json>>): Html | false {
  const fields = fieldsOf(schema, components).filter(({ name }) => name !== '');
  const rows = fields.map(({ name, kind, required }) => [
    markup`<code>${name}</code>`,
    required ? kind : `${kind}, optional`,
  ]);
  return rows.length > 0 && table(title, ['Field', 'Value'], rows);
}

function table(title: string, columns: readonly string[], rows: readonly (readonly Piece[])[]): Html {
  return markup`<h3>${title}</h3>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            ${columns.map((column) => markup`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(rowOf)}
        </tbody>
      </table>
    </div>`;
}

function rowOf(cells: readonly Piece[]): Html {
  return markup`<tr>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`;
}

/** Text in which `code` is set off as in Markdown. */
function marked(text: string): Html {
  return markup`${text.split('`').map((part, at) => (at % 2 === 1 ? markup`<code>${part}</code>` : part))}`;
}
