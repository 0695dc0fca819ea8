import { at, listAt, resources, type Resource } from '../resources';
import { everything } from '../synthesised';

/** The one leave that an account gives its gateways to write logs, whatever stacks they are of. It costs nothing. */
const ofTheAccount = ['serverless/Shop/Api/CloudWatchRole', 'serverless/Shop/Api/Account'];

/** What people wrote, and what was logged about it. */
const declared = ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool', 'AWS::Logs::LogGroup'];

/** Types that CloudFormation keeps or snapshots unless told, or cannot delete while something is in them. */
const sticky =
  /^AWS::(?:S3::Bucket|ECR::Repository|KMS::Key|RDS::|Neptune::|DocDB::|ElastiCache::|Redshift::|OpenSearchService::|EFS::|FSx::|EC2::Volume|EC2::EIP|Backup::|CloudTrail::)/;

/** A key that is deleted waits a week, in which it costs nothing. */
const isWaiting = ({ type, deletion, is }: Resource) =>
  type === 'AWS::KMS::Key' && deletion === 'Delete' && is['PendingWindowInDays'] === 7;

const inStage = (stage: string) => resources(new RegExp(`^holdfast-${stage}/`));
const isKept = ({ deletion = 'Delete' }: Resource) => deletion !== 'Delete';
const isOfTheAccount = ({ path }: Resource) => ofTheAccount.includes(path);

test.each(['local', 'dev', 'staging'])(
  'after %s is destroyed nothing of it is left that costs anything',
  (stage) => {
    const kept = inStage(stage).filter(isKept);

    expect(kept.filter((each) => !isOfTheAccount(each)).map(({ path }) => path)).toEqual([]);
  },
);

test('after prod is destroyed its tables, users and logs are left, all of them and nothing else', () => {
  const kept = inStage('prod').filter((each) => isKept(each) && !isOfTheAccount(each));
  const meant = inStage('prod').filter(({ type }) => declared.includes(type));

  expect(kept.map(({ path }) => path)).toEqual(meant.map(({ path }) => path));
  expect(new Set(meant.map(({ type }) => type)).size).toBe(declared.length);
});

test('what is replaced goes the same way as what is deleted', () => {
  for (const template of everything.templates.values())
    for (const resource of Object.values(template.Resources))
      expect(resource.UpdateReplacePolicy).toBe(resource.DeletionPolicy);
});

test.each(['local', 'dev', 'staging'])('nothing refuses to be deleted from %s', (stage) => {
  const refusing = inStage(stage).filter(
    ({ is }) =>
      is['DeletionProtectionEnabled'] === true ||
      is['DeletionProtection'] === 'ACTIVE' ||
      listAt(is, 'LoadBalancerAttributes').some(
        ({ Key, Value }) => Key === 'deletion_protection.enabled' && Value === 'true',
      ),
  );
  const locked = everything.stacks.filter(({ terminationProtection }) => terminationProtection === true);

  expect(refusing.map(({ path }) => path)).toEqual([]);
  expect(locked.map(({ hierarchicalId }) => hierarchicalId)).toEqual(['holdfast-prod/state']);
});

test('no stack has anything that outlives it by nature, or that must be emptied by hand first', () => {
  expect(resources(/./).filter((each) => sticky.test(each.type) && !isWaiting(each))).toEqual([]);
});

test('logs and archived events end by themselves, also where they are kept', () => {
  for (const { is } of resources(/./, 'AWS::Logs::LogGroup'))
    expect(at(is, 'RetentionInDays')).toBeGreaterThan(0);
  for (const { is } of resources(/./, 'AWS::Events::Archive'))
    expect(at(is, 'RetentionDays')).toBeGreaterThan(0);
});
