#!/usr/bin/env bash
# KAFKA_NODE_ID=1 becomes node.id=1 and so on, as in the official image; storage is formatted when it is new.
set -euo pipefail
settings=$(mktemp)
while IFS='=' read -r name value; do
  name=${name#KAFKA_}
  name=${name,,}
  printf '%s=%s\n' "${name//_/.}" "$value"
done < <(env | grep '^KAFKA_') >"$settings"
exec java -Xmx256m -XX:+UseSerialGC -cp '/app/infra/cli/target/dist/lib/*' \
  io.blackroad.infra.stack.BrokerMain "$settings" "$KAFKA_LOG_DIRS" "${CLUSTER_ID:-blackroad-containers-01}"
