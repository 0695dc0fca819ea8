import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks, type NagPack } from 'cdk-nag';
import { resources } from '../resources';
import { chosen, everything, type Json } from '../synthesised';

/** One finding that is accepted on one resource. */
interface Accepted {
  readonly id: string;
  readonly path: string;
  readonly reason: string;
}

/** What is accepted for cdk-nag and the CDK's own rules, as the tree of constructs has it. */
function acceptedIn(app: App): readonly Accepted[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Readonly<Record<string, string>>))
      .map(([id, reason]) => ({ id: id.replace(/^annotation::/i, ''), path: node.path, reason })),
  );
}

/** What is accepted for checkov and cfn-lint, as the templates have it. */
function acceptedByScanners(): readonly Accepted[] {
  return resources(/./).flatMap(({ stack, path, metadata }) => {
    const { checkov, 'cfn-lint': lint } = metadata as {
      readonly checkov?: { readonly skip: readonly { readonly id: string; readonly comment: string }[] };
      readonly 'cfn-lint'?: {
        readonly config: { readonly ignore_checks: readonly string[] };
        readonly reasons: Readonly<Record<string, string>>;
      };
    };
    const where = `${stack.split('/')[0] ?? ''}/${path}`;

    return [
      ...(checkov?.skip ?? []).map(({ id, comment }) => ({ id, path: where, reason: comment })),
      ...(lint?.config.ignore_checks ?? []).map((id) => ({
        id,
        path: where,
        reason: lint?.reasons[id] ?? '',
      })),
    ];
  });
}

/** Each reason once, with the resources that it is given for, and the stages where it is. */
function listed(accepted: readonly Accepted[]): string {
  const byReason = new Map<string, Map<string, string[]>>();
  for (const { id, path, reason } of accepted) {
    const [, stage = '', resource = ''] = /^holdfast-(\w+)\/(.*?)(?:\/Resource)?$/.exec(path) ?? [];
    const places = byReason.get(`${id}: ${reason}`) ?? new Map<string, string[]>();
    places.set(resource, [...(places.get(resource) ?? []), stage]);
    byReason.set(`${id}: ${reason}`, places);
  }

  return [...byReason]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([reason, places]) => [
      reason,
      ...[...places].map(([resource, stages]) => `    ${resource} (${stages.sort().join(', ')})`),
    ])
    .join('\n');
}

/** Every finding of a pack, whether it is accepted or not. */
function found(pack: NagPack, app: App): readonly string[] {
  Object.assign(pack, { isAcknowledged: () => false });
  const { violations } = pack.validateScope(app);

  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} on ${constructPath ?? ''}`),
  );
}

const packs = () => [new AwsSolutionsChecks(), new ServerlessChecks()];

test('what is accepted, where and why is as it was reviewed', () => {
  const accepted = [...acceptedIn(everything.app), ...acceptedByScanners()];

  expect(`\n${listed(accepted)}\n`).toMatchSnapshot();
});

test('every acceptance has a reason that says something, on one resource', () => {
  const accepted = [...acceptedIn(everything.app), ...acceptedByScanners()];

  expect(accepted.length).toBeGreaterThan(100);
  for (const { reason } of accepted) expect(reason.split(' ').length).toBeGreaterThan(5);
});

test('what cdk-nag finds is what is accepted: no finding is left, and no acceptance is for nothing', () => {
  const finds = packs().flatMap((pack) => found(pack, everything.app));
  const accepted = acceptedIn(everything.app)
    .filter(({ id }) => /^(?:AwsSolutions|Serverless)-/.test(id))
    .map(({ id, path }) => `${id} on ${path}`);

  expect(finds.length).toBeGreaterThan(100);
  expect([...finds].sort()).toEqual([...accepted].sort());
});

test('what a team may choose beside the stages is clean too', () => {
  for (const pack of packs()) expect(pack.validateScope(chosen.app).violations).toEqual([]);
});

test('the CDK itself has nothing to remark at a synth', () => {
  const messages = [...everything.stacks, ...chosen.stacks].flatMap(({ messages: said }) =>
    said.map(({ entry }) => (entry as unknown as Json)['data']),
  );

  expect(messages).toEqual([]);
});
