import type { AttributeValue } from './attribute';
import type { Expression, Operand } from './condition';

/** A member of `Expected`, `QueryFilter` or `ScanFilter`, the conditions from before expressions. */
export interface LegacyCondition {
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: readonly AttributeValue[];
  readonly Value?: AttributeValue;
  readonly Exists?: boolean;
}

const comparisons: Readonly<Record<string, string>> = {
  EQ: '=',
  NE: '<>',
  LE: '<=',
  LT: '<',
  GE: '>=',
  GT: '>',
  IN: 'in',
  BETWEEN: 'between',
};

const functions: Readonly<Record<string, string>> = {
  NULL: 'attribute_not_exists',
  NOT_NULL: 'attribute_exists',
  CONTAINS: 'contains',
  BEGINS_WITH: 'begins_with',
};

/** Legacy conditions in the shape of a parsed expression, so that one piece of code decides both. */
export function legacyExpression(
  conditions: Readonly<Record<string, LegacyCondition>>,
  operator: string | undefined,
): Expression {
  const args = Object.entries(conditions).map(([name, condition]) => expressionOf(name, condition));
  return { type: operator === 'OR' ? 'or' : 'and', args };
}

function expressionOf(name: string, condition: LegacyCondition): Expression {
  const { Exists, Value, AttributeValueList: list = Value ? [Value] : [] } = condition;
  const operator = condition.ComparisonOperator ?? (Exists === false ? 'NULL' : 'EQ');
  const args: readonly Operand[] = [[name], ...list];

  if (operator === 'NOT_CONTAINS')
    return { type: 'not', args: [{ type: 'function', name: 'contains', args }] };
  const comparison = comparisons[operator];
  if (comparison !== undefined) return { type: comparison, args };
  return { type: 'function', name: functions[operator] ?? operator, args };
}
