import type { ResourceStatus } from '@aws-sdk/client-cloudformation';
import { firstFailed, likelyFix } from '../../deploy/failure';

const event = (LogicalResourceId: string, ResourceStatus: ResourceStatus, ResourceStatusReason: string) => ({
  LogicalResourceId,
  ResourceStatus,
  ResourceStatusReason,
});

test('of many failures the first one is told, and not those that it took with it', () => {
  const newestFirst = [
    event('stack', 'ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [Orders, Bus]'),
    event('Queue', 'CREATE_FAILED', 'Resource creation cancelled'),
    event('Bus', 'CREATE_FAILED', 'a later failure of its own'),
    event('Orders', 'CREATE_FAILED', 'Subscriber limit exceeded'),
    event('Role', 'CREATE_FAILED', 'Resource creation cancelled'),
    event('stack', 'CREATE_IN_PROGRESS', 'User Initiated'),
  ];

  const failed = firstFailed(newestFirst);

  expect(failed?.LogicalResourceId).toBe('Orders');
});

test('where nothing failed by itself, no resource is blamed', () => {
  expect(firstFailed([event('Queue', 'CREATE_FAILED', 'Resource creation cancelled')])).toBeUndefined();
});

test.each([
  ['Template format error: Unrecognized resource types: [AWS::Events::Archive]', 'lib/config.ts'],
  ['User: x is not authorized to perform: iam:CreateRole', 'bootstrap again'],
  ['Subscriber limit exceeded: 256 tables', 'Service Quotas'],
  ['Stack is in ROLLBACK_COMPLETE state and can not be updated', 'delete the stack'],
  ['holdfast-shop already exists in stack other', 'delete it, or import it'],
  ['something that nobody has seen before', 'read the reason'],
])('for "%s" the advice is to %s', (reason, advice) => {
  expect(likelyFix(reason)).toContain(advice);
});
