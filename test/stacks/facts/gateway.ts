import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { problems, type ProblemCode } from '../../../lambda/http/problem';
import { routes } from '../../../lambda/routes';
import { stages } from '../../../lib/config';
import { at, like, listAt, resources, textAt } from '../resources';

/** The part of a problem document that says what it is. */
interface Said {
  readonly status: number;
  readonly title: string;
  readonly code: ProblemCode;
}

const inProd = (...types: readonly string[]) => resources(/prod\/serverless/, ...types);
const byReference = new Map(inProd('AWS::ApiGateway::Resource').map((each) => [`<${each.id}>`, each]));
const methods = inProd('AWS::ApiGateway::Method').map((method) => ({
  route: `${String(method.is['HttpMethod'])} ${pathTo(String(method.is['ResourceId']))}`,
  ...method,
}));
const routeOf = (route: string) => methods.find((method) => method.route === route)!;

function pathTo(reference: string): string {
  const resource = byReference.get(reference);
  return resource ? `${pathTo(String(resource.is['ParentId']))}/${String(resource.is['PathPart'])}` : '';
}

test('the gateway has every route of the contract, and ANY beside them', () => {
  const paths = [...new Set(routes.map(({ path }) => path))];

  expect(methods.map(({ route }) => route).sort()).toEqual(
    [...routes.map(({ method, path }) => `${method} ${path}`), ...paths.map((path) => `ANY ${path}`)].sort(),
  );
});

test('the function behind a route is the one whose page has it', () => {
  for (const { route, is } of methods)
    expect(is['Integration']).toMatchObject({
      Type: 'AWS_PROXY',
      Uri: like(/ \/orders/.test(route) ? /<OrderRolloutAlias/ : /<InventoryRolloutAlias/),
    });
});

test('a route asks for a token exactly where the contract does, and for a scope, which no ID token has', () => {
  for (const { method, path, who } of routes) {
    const { is } = routeOf(`${method} ${path}`);
    expect(is).toMatchObject(
      who === 'all'
        ? { AuthorizationType: 'NONE' }
        : {
            AuthorizationType: 'COGNITO_USER_POOLS',
            AuthorizationScopes: ['aws.cognito.signin.user.admin'],
            AuthorizerId: like(/^<SignedIn\w+>$/),
          },
    );
  }
});

test('a wrong method reaches the app, which says 405: ANY asks for nothing', () => {
  for (const { route, is } of methods.filter(({ route }) => route.startsWith('ANY ')))
    expect([route, is['AuthorizationType'], is['RequestValidatorId']]).toEqual([route, 'NONE', undefined]);
});

test('bodies are checked where the group is not asked for first', () => {
  const checked = methods.filter(({ is }) => is['RequestValidatorId'] !== undefined);
  const withBody = routes.filter(({ body, who }) => body !== undefined && who !== 'admin');

  expect(checked.map(({ route }) => route).sort()).toEqual(
    withBody.map(({ method, path }) => `${method} ${path}`).sort(),
  );
  for (const { is } of checked) expect(is['RequestModels']).toHaveProperty(['application/json']);
});

test('no method asks for a header: what the app checks first must come first', () => {
  for (const { is } of methods)
    expect(Object.keys(at(is, 'RequestParameters') ?? {}).filter((name) => !name.includes('.path.'))).toEqual(
      [],
    );
});

test('whatever the gateway says itself is a problem document with a code of the app', () => {
  const answers = new Map(
    inProd('AWS::ApiGateway::GatewayResponse').map(({ is }) => [is['ResponseType'], is]),
  );
  const types = Object.values(ResponseType).filter((type) => type instanceof ResponseType);

  expect([...answers.keys()].sort()).toEqual(types.map(({ responseType }) => responseType).sort());
  for (const is of answers.values()) {
    const body = JSON.parse(textAt(is, 'ResponseTemplates', 'application/json')) as Said;
    expect(at(is, 'ResponseParameters', 'gatewayresponse.header.content-type')).toBe(
      "'application/problem+json'",
    );
    expect(is['StatusCode']).toBe(String(body.status));
    expect(problems[body.code]).toMatchObject({
      status: body.status,
      title: body.title,
    });
  }
});

test.each([
  ['UNAUTHORIZED', 401, 'unauthenticated'],
  ['ACCESS_DENIED', 401, 'unauthenticated'],
  ['MISSING_AUTHENTICATION_TOKEN', 404, 'not_found'],
  ['BAD_REQUEST_BODY', 400, 'invalid_request'],
  ['REQUEST_TOO_LARGE', 413, 'too_large'],
  ['UNSUPPORTED_MEDIA_TYPE', 415, 'unsupported_media_type'],
  ['THROTTLED', 429, 'too_many_requests'],
  ['AUTHORIZER_FAILURE', 503, 'busy'],
  ['INTEGRATION_TIMEOUT', 500, 'outcome_unknown'],
])('%s is said as %i %s', (type, status, code) => {
  const said = inProd('AWS::ApiGateway::GatewayResponse').find(({ is }) => is['ResponseType'] === type);

  expect(JSON.parse(textAt(said?.is, 'ResponseTemplates', 'application/json'))).toMatchObject({
    status,
    code,
  });
});

test('orders are throttled more tightly than the rest, and the whole API as the stage says', () => {
  const [stage] = inProd('AWS::ApiGateway::Stage');
  const { throttle, orderThrottle } = stages.prod;
  const settings = listAt(stage?.is, 'MethodSettings').map((setting) => [
    `${String(setting['HttpMethod'])} ${String(setting['ResourcePath'])}`,
    setting['ThrottlingRateLimit'],
    setting['ThrottlingBurstLimit'],
  ]);

  expect(settings).toEqual([
    ['* /*', throttle.perSecond, throttle.burst],
    ['POST /~1orders', orderThrottle.perSecond, orderThrottle.burst],
    ['POST /~1orders~1{orderId}~1payment', orderThrottle.perSecond, orderThrottle.burst],
  ]);
  expect(inProd('AWS::ApiGateway::UsagePlan')[0]?.is['Throttle']).toEqual({
    RateLimit: throttle.perSecond,
    BurstLimit: throttle.burst,
  });
});

test('a line of the access log names the route, and nobody', () => {
  const [stage] = inProd('AWS::ApiGateway::Stage');
  const format = textAt(stage?.is, 'AccessLogSetting', 'Format');

  expect(JSON.parse(format)).toMatchObject({ route: '$context.resourcePath', status: '$context.status' });
  expect(format).not.toMatch(/sourceIp|authorizer|identity|userAgent|\$context\.path/);
  expect(stage?.is['TracingEnabled']).toBe(true);
  for (const setting of listAt(stage?.is, 'MethodSettings')) expect(setting['DataTraceEnabled']).toBe(false);
});

describe.each([
  ['serverless', stages.prod.requestsPerAddress],
  ['containers', stages.prod.requestsPerAddress],
])('before %s', (variant, limit) => {
  const [acl] = resources(new RegExp(`prod/${variant}`), 'AWS::WAFv2::WebACL');
  const rules = listAt(acl?.is, 'Rules');

  test('the firewall keeps known attacks off, and one address from taking more than its share', () => {
    expect(rules.map((rule) => rule['Name'])).toEqual([
      'Rate',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    expect(at(rules, 0, 'Statement')).toMatchObject({
      RateBasedStatement: { Limit: limit, AggregateKeyType: 'IP' },
    });
  });

  test('it stands before the door', () => {
    const [association] = resources(new RegExp(`prod/${variant}`), 'AWS::WAFv2::WebACLAssociation');

    expect(association?.is['ResourceArn']).toMatch(
      variant === 'serverless' ? /restapis\/<ShopApi\w+>\/stages\/<\w+>$/ : /^<EntranceLoadBalancer\w+>$/,
    );
  });

  test('who asks too often is told so in a problem document', () => {
    const said = textAt(acl?.is, 'CustomResponseBodies', 'tooMany', 'Content');

    expect(JSON.parse(said)).toMatchObject({ status: 429, code: 'too_many_requests', retryable: true });
  });
});
