/** Why a stage may do without a firewall. */
export const noFirewall =
  'a firewall costs by the month whether anybody comes or not: in a stage that sells nothing, throttles are enough';
