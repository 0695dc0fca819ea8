import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { Problem, problemReply } from '../../lambda/http/problem';

export interface FirewallProps {
  /** The stage of the API, or the balancer, that it stands before. */
  readonly resourceArn: string;

  /** Requests of one address in five minutes before it is told 429. */
  readonly requestsPerAddress: number;
}

/**
 * Rules of the common set that refuse requests which the contract allows: counted, not obeyed. Bodies are JSON of up to
 * 65,536 bytes that nobody runs or shows unescaped, a SKU may look like a file's name, and a client need not say its own.
 */
const countedOnly = [
  'SizeRestrictions_BODY',
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  'EC2MetaDataSSRF_BODY',
  'RestrictedExtensions_URIPATH',
  'NoUserAgent_HEADER',
];

/** What is known to be an attack stays out, and no address takes more than its share. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);

    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seenAs('Firewall'),
      customResponseBodies: { tooMany: { contentType: 'APPLICATION_JSON', content: tooManyBody() } },
      rules: [
        rateRule(props.requestsPerAddress),
        managedRules(1, 'AWSManagedRulesCommonRuleSet', countedOnly),
        managedRules(2, 'AWSManagedRulesKnownBadInputsRuleSet', []),
      ],
    });

    new CfnWebACLAssociation(this, 'Association', { webAclArn: acl.attrArn, resourceArn: props.resourceArn });
  }
}

function rateRule(limit: number): CfnWebACL.RuleProperty {
  return {
    name: 'Rate',
    priority: 0,
    statement: { rateBasedStatement: { limit, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          customResponseBodyKey: 'tooMany',
          responseHeaders: [{ name: 'Retry-After', value: '60' }],
        },
      },
    },
    visibilityConfig: seenAs('Rate'),
  };
}

function managedRules(priority: number, name: string, counted: readonly string[]): CfnWebACL.RuleProperty {
  const ruleActionOverrides = counted.map((rule) => ({ name: rule, actionToUse: { count: {} } }));

  return {
    name,
    priority,
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name, ruleActionOverrides } },
    overrideAction: { none: {} },
    visibilityConfig: seenAs(name),
  };
}

function seenAs(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function tooManyBody(): string {
  const detail = 'too many requests came from this address: wait a minute and try again';

  return JSON.stringify(
    problemReply(new Problem(429, 'too_many_requests', detail, { retryable: true })).body,
  );
}
