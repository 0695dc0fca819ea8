import type { Reply } from '../../lambda/http/route';
import type { Stage } from '../template/stage';

/** What the gateway itself answers to a request that no method of the API takes. */
export function missingRoute(stage: Stage): (path: string) => Reply {
  const responses = stage.parts('AWS::ApiGateway::GatewayResponse');
  const ofType = (type: string) =>
    responses.find(({ properties }) => properties.ResponseType === type)?.properties;
  const own = ofType('MISSING_AUTHENTICATION_TOKEN') ?? ofType('DEFAULT_4XX');
  const [[contentType, template] = ['application/json', '{"message":$context.error.messageString}']] =
    Object.entries(own?.ResponseTemplates ?? {});

  const headers = Object.entries(own?.ResponseParameters ?? {}).map(
    ([name, value]) =>
      [name.replace('gatewayresponse.header.', '').toLowerCase(), value.replace(/^'|'$/g, '')] as const,
  );
  return (path) => ({
    status: Number(own?.StatusCode ?? 403), // the gateway takes a path that it does not know for one that needs a key
    headers: { 'content-type': contentType, ...Object.fromEntries(headers) },
    body: fill(template, { path, 'error.message': 'Missing Authentication Token' }),
  });
}

/** `$context.path` stands for a value as it is, `$context.error.messageString` for one in quotes. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(
    /\$context\.([a-zA-Z.]+?)(String)?(?![a-zA-Z.])/g,
    (_whole, name: string, quoted?: string) => {
      const value = values[name] ?? '';
      const escaped = JSON.stringify(value);
      return quoted ? escaped : escaped.slice(1, -1);
    },
  );
}
