import type { Functions, Invoke } from '../functions';
import type { Part, Stage } from '../template/stage';

/** A resource of the gateway, as a proxy event names it, and what runs for each method. */
export interface GatewayResource {
  /** As in `/products/{sku}`. */
  readonly path: string;
  readonly segments: readonly string[];
  readonly methods: ReadonlyMap<string, Invoke>;
}

export interface Matched {
  readonly resource: GatewayResource;
  readonly invoke: Invoke;
  /** As they came, still encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The resources of the template's REST API with the functions behind their methods. */
export function readResources(stage: Stage, functions: Functions): readonly GatewayResource[] {
  const resources = stage.parts('AWS::ApiGateway::Resource');
  const byId = new Map(resources.map((part) => [refOf(part), part]));
  const methods = new Map<string, Map<string, Invoke>>();

  for (const { properties, resource } of stage.parts('AWS::ApiGateway::Method')) {
    const { HttpMethod, ResourceId, Integration } = properties;
    const invoke = functions.get(functionBehind(Integration?.Uri));
    if (Integration?.Type !== 'AWS_PROXY' || !invoke)
      throw new Error(`method ${resource.logicalId} must be a proxy to a function of the stage`);
    const path = pathOf(ResourceId, byId);
    methods.set(path, (methods.get(path) ?? new Map<string, Invoke>()).set(HttpMethod, invoke));
  }
  return [...methods]
    .map(([path, atPath]) => ({ path, segments: segmentsOf(path), methods: atPath }))
    .sort((a, b) => looseness(a).localeCompare(looseness(b)));
}

/** Tells the functions of a stage that its REST API calls. */
export function isBehindGateway(stage: Stage): (part: Part<'AWS::Lambda::Function'>) => boolean {
  const called = new Set(
    stage
      .parts('AWS::ApiGateway::Method')
      .map(({ properties }) => functionBehind(properties.Integration?.Uri)),
  );

  return ({ arn }) => called.has(arn);
}

function refOf({ resource }: Part<'AWS::ApiGateway::Resource'>): string {
  return `${resource.stack}-${resource.logicalId}`;
}

/** The function's ARN in `arn:aws:apigateway:…:path/2015-03-31/functions/<arn>/invocations`. */
function functionBehind(uri = ''): string {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? '';
}

function pathOf(id: string, byId: ReadonlyMap<string, Part<'AWS::ApiGateway::Resource'>>): string {
  const { ParentId, PathPart } = byId.get(id)?.properties ?? {};
  if (ParentId === undefined || PathPart === undefined) return '/'; // the API's root is no resource of its own
  return `${pathOf(ParentId, byId).replace(/\/$/, '')}/${PathPart}`;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').slice(1);
}

/**
 * The resource and function for a request, as API Gateway chooses them: the most literal path, and ANY where the method has no own.
 * `resources` are sorted that way already.
 */
export function match(
  resources: readonly GatewayResource[],
  method: string,
  path: string,
): Matched | undefined {
  const segments = segmentsOf(path.length > 1 ? path.replace(/\/$/, '') : path);
  for (const resource of resources) {
    const pathParameters = parametersOf(resource.segments, segments);
    const invoke = pathParameters && (resource.methods.get(method) ?? resource.methods.get('ANY'));
    if (invoke) return { resource, invoke, pathParameters };
  }
  return undefined;
}

function parametersOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const [, name, greedy] = /^\{(.+?)(\+?)\}$/.exec(part) ?? [];
    const segment = segments[index];
    if (segment === undefined || (name === undefined && segment !== part)) return undefined;
    if (name === undefined) continue;
    if (segment === '') return undefined;
    parameters[name] = greedy ? segments.slice(index).join('/') : segment;
    if (greedy) return parameters;
  }
  return segments.length === pattern.length ? parameters : undefined;
}

/** Sorts literal segments before parameters, and those before a greedy one. */
function looseness({ segments }: GatewayResource): string {
  return segments.map((part) => (part.endsWith('+}') ? '2' : part.startsWith('{') ? '1' : '0')).join('');
}
