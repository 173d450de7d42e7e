# The totals of an NDJSON export; `check.py` says what they are called. Run with jq -n.
def add($name; $key; $n): .[$name][$key | tostring] += $n;

reduce inputs as $it ({};
  add("records by kind"; $it.kind; 1)
  | if $it.held_ms then add("held ms by how"; $it.how; $it.held_ms) else . end
  | if $it.kind == "decision" then
      add($it.verdict + " by purpose"; $it.purpose; $it.count)
      | reduce $it.uses[] as $use (.; add($it.verdict + " by resource"; $use.resource; $it.count))
    else . end)
