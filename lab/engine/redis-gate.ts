import type { RedisClientType } from '@redis/client';
import type { Gate, Settled, Word } from '../guards/gate';
import type { Settings } from '../settings';

/**
 * Refuses where too few are left, but lets one order through to the judge now and then.
 * Keys: the count, the mark that a refusal was checked a moment ago. Arguments: quantity, ms between two checks.
 */
const ADMIT = `
local left = redis.call('HGET', KEYS[1], 'left')
if not left then return 'unknown' end
if tonumber(left) < tonumber(ARGV[1]) then
  if redis.call('SET', KEYS[2], '1', 'PX', ARGV[2], 'NX') then return 'unknown' end
  return 'out'
end
redis.call('HINCRBY', KEYS[1], 'left', -ARGV[1])
redis.call('HINCRBY', KEYS[1], 'pending', ARGV[1])
return 'in'`;

/**
 * Counts anew from what the judge has shown, less what it has not judged yet.
 * Keys: the count. Arguments: units admitted, 1 where they were taken, units left or an empty text, ms that a count lives.
 */
const SETTLE = `
local known = redis.call('EXISTS', KEYS[1])
if known == 0 and ARGV[3] == '' then return 0 end
local pending = math.max(0, tonumber(redis.call('HGET', KEYS[1], 'pending') or '0') - tonumber(ARGV[1]))
redis.call('HSET', KEYS[1], 'pending', pending)
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[1], 'left', math.max(0, tonumber(ARGV[3]) - pending))
elseif ARGV[2] == '0' then
  redis.call('HINCRBY', KEYS[1], 'left', ARGV[1])
end
if known == 0 then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
return 0`;

/** The gate in a real Redis. A server that does not answer in time is passed by: the judge decides anyway. */
export function redisGate(client: RedisClientType, { redis }: Settings): Gate {
  const { timeoutMs, checkMs, countMs } = redis;
  const script = (text: string, keys: string[], args: string[]): Promise<unknown> =>
    client.withAbortSignal(AbortSignal.timeout(timeoutMs)).eval(text, { keys, arguments: args });

  return {
    admit: async (sku, quantity): Promise<Word> => {
      const keys = [`{${sku}}:count`, `{${sku}}:checked`];
      const word = await script(ADMIT, keys, [String(quantity), String(checkMs)]).catch(() => 'unknown');
      return word === 'in' || word === 'out' ? word : 'unknown';
    },
    settle: async (sku, { admitted, taken, left }: Settled) => {
      const args = [
        String(admitted),
        taken ? '1' : '0',
        left === undefined ? '' : String(left),
        String(countMs),
      ];
      await script(SETTLE, [`{${sku}}:count`], args).catch(() => undefined);
    },
  };
}
