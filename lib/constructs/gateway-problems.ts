import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { invalidRequest, noSuchRoute, Problem, problemReply } from '../../lambda/http/problem';

const again = { retryable: true };
const soon = { 'Retry-After': '1' };
const signIn = { 'WWW-Authenticate': 'Bearer' };

const unauthenticated = new Problem(
  401,
  'unauthenticated',
  'the token must be a valid access token',
  {},
  signIn,
);
const tooMany = new Problem(429, 'too_many_requests', 'wait a second and try again', again, soon);
const forbidden = new Problem(403, 'forbidden', 'this request is not allowed');
const notFound = noSuchRoute();
const badRequest = invalidRequest([
  { field: 'request', wanted: 'one that /openapi.json describes', got: null },
]);
const badBody = invalidRequest([{ field: '', wanted: 'a body as /openapi.json describes it', got: null }]);
const tooLarge = new Problem(413, 'too_large', 'the body is too large');
const wrongType = new Problem(415, 'unsupported_media_type', 'content-type must be application/json');
const busy = new Problem(503, 'busy', 'nothing was done: wait a second and try again', again, soon);
const unknown = new Problem(
  500,
  'outcome_unknown',
  'the answer was lost, the request may have been carried out: send the same key again',
  again,
);

/** What the gateway says itself, in the app's words: the same status and code that the app would give. */
const gatewayProblems: readonly (readonly [string, ResponseType, Problem])[] = [
  ['Unauthorized', ResponseType.UNAUTHORIZED, unauthenticated],
  ['ExpiredToken', ResponseType.EXPIRED_TOKEN, unauthenticated],
  // nothing is denied here but tokens without the scope, which the app takes for none of its own
  ['AccessDenied', ResponseType.ACCESS_DENIED, unauthenticated],
  ['WafFiltered', ResponseType.WAF_FILTERED, forbidden],
  ['InvalidApiKey', ResponseType.INVALID_API_KEY, forbidden],
  ['InvalidSignature', ResponseType.INVALID_SIGNATURE, unauthenticated],
  // what the gateway calls a missing token is a path that it does not know
  ['NoRoute', ResponseType.MISSING_AUTHENTICATION_TOKEN, notFound],
  ['NoResource', ResponseType.RESOURCE_NOT_FOUND, notFound],
  ['BadParameters', ResponseType.BAD_REQUEST_PARAMETERS, badRequest],
  ['BadBody', ResponseType.BAD_REQUEST_BODY, badBody],
  ['TooLarge', ResponseType.REQUEST_TOO_LARGE, tooLarge],
  ['WrongType', ResponseType.UNSUPPORTED_MEDIA_TYPE, wrongType],
  ['Throttled', ResponseType.THROTTLED, tooMany],
  ['QuotaExceeded', ResponseType.QUOTA_EXCEEDED, tooMany],
  // the app was never asked
  ['AuthorizerFailure', ResponseType.AUTHORIZER_FAILURE, busy],
  ['AuthorizerBroken', ResponseType.AUTHORIZER_CONFIGURATION_ERROR, busy],
  ['IntegrationFailure', ResponseType.INTEGRATION_FAILURE, unknown],
  ['IntegrationTimeout', ResponseType.INTEGRATION_TIMEOUT, unknown],
  ['ApiBroken', ResponseType.API_CONFIGURATION_ERROR, busy],
  ['OtherRefusal', ResponseType.DEFAULT_4XX, badRequest],
  ['OtherServerError', ResponseType.DEFAULT_5XX, unknown],
];

/** Makes every answer that the gateway gives itself a problem document. */
export function answerInProblems(api: RestApi): void {
  for (const [id, type, problem] of gatewayProblems) {
    const { status, headers, body } = problemReply(problem);
    const always = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...headers };

    api.addGatewayResponse(id, {
      type,
      statusCode: String(status),
      responseHeaders: Object.fromEntries(
        Object.entries(always).map(([name, value]) => [name, `'${value}'`]),
      ),
      templates: { 'application/json': JSON.stringify(body) },
    });
  }
}
