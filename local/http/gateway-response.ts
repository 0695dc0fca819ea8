import type { Reply } from '../../lambda/http/route';
import type { Stage } from '../template/stage';

/** What the gateway says itself, where no function does. */
export interface GatewayAnswers {
  /** No method of the API takes this path: the gateway thinks that such a path needs a key. */
  readonly missing: (path: string) => Reply;
  /** A function failed, or gave no answer that can be sent on. */
  readonly failed: (path: string) => Reply;
}

/** Reads the template's answers; where it has none the gateway's standard ones are given. */
export function gatewayAnswers(stage: Stage): GatewayAnswers {
  const responses = stage.parts('AWS::ApiGateway::GatewayResponse').map(({ properties }) => properties);
  const answer = (types: readonly string[], status: number, message: string) => {
    const own = types
      .map((type) => responses.find(({ ResponseType }) => ResponseType === type))
      .find(Boolean);
    const [[contentType, template] = ['application/json', '{"message":$context.error.messageString}']] =
      Object.entries(own?.ResponseTemplates ?? {});
    const headers = { 'content-type': contentType, ...headersOf(own?.ResponseParameters ?? {}) };
    return (path: string): Reply => ({
      status: Number(own?.StatusCode ?? status),
      headers,
      body: fill(template, { path, 'error.message': message }),
    });
  };

  return {
    missing: answer(['MISSING_AUTHENTICATION_TOKEN', 'DEFAULT_4XX'], 403, 'Missing Authentication Token'),
    failed: answer(['DEFAULT_5XX'], 502, 'Internal server error'),
  };
}

/** `gatewayresponse.header.Retry-After: "'1'"` is a header with a fixed text. */
function headersOf(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name.replace('gatewayresponse.header.', '').toLowerCase(),
      value.replace(/^'|'$/g, ''),
    ]),
  );
}

/** `$context.path` stands for a value as it is, `$context.error.messageString` for one in quotes. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(
    /\$context\.([a-zA-Z.]+?)(String)?(?![a-zA-Z.])/g,
    (_whole, name: string, quoted?: string) => {
      const escaped = JSON.stringify(values[name] ?? '');
      return quoted ? escaped : escaped.slice(1, -1);
    },
  );
}
