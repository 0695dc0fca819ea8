import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';

export interface AlarmTopicProps {
  /** A mail address. @default - nobody yet */
  readonly to?: string;
}

/** Where alarms of this account are told, encrypted. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };

    const key = new Key(this, 'Key', {
      description: 'Alarms on their way to people',
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
      removalPolicy: RemovalPolicy.DESTROY, // nothing is kept in a topic
    });
    // with the key that AWS manages for SNS alarms are lost without a word: CloudWatch may not use it
    const byAlarms = { principals: [alarms], resources: ['*'], conditions };
    key.addToResourcePolicy(
      new PolicyStatement({ ...byAlarms, actions: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
    );

    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    // a policy of a topic's own replaces the one by which everything of the account may publish
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [alarms],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions,
      }),
    );
    if (props.to !== undefined) tell(this.topic, props.to);
  }
}

function tell(topic: Topic, address: string): void {
  const subscription = topic.addSubscription(new EmailSubscription(address));

  acknowledge(subscription, {
    'Serverless-SNSRedrivePolicy':
      'SNS sets no mail aside: whoever is on call sees the alarm in the console too',
  });
}
